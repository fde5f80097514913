Feature: Errors and permissions
  What cannot be asked is said with what can, and nobody sees what is not theirs.

  Scenario: Without a token
    Given I ask without a token
    When I get "/api/v1/usage-trends"
    Then the status is 401
    And "code" is "no_token"
    And the header "www-authenticate" says "Bearer"

  Scenario: With a token that is not known
    Given I ask with the token "fwk_guess"
    When I get "/api/v1/usage-trends"
    Then the status is 401
    And "code" is "bad_token"

  Scenario: Who sends events sees none
    Given I ask with a token of the role ingest
    When I get "/api/v1/usage-trends"
    Then the status is 403
    And "code" is "role_not_enough"

  Scenario: Who reads sends none
    Given I ask with a token of the role read
    When I post to "/api/v1/events":
      """
      {"events":[{"name":"pageview","site":"{site}"}]}
      """
    Then the status is 403

  Scenario: Only the installation makes workspaces
    Given I ask with a token of the role admin
    When I post to "/api/v1/workspaces":
      """
      {"name":"another"}
      """
    Then the status is 403

  Scenario Outline: What is unknown is answered by what there is
    When I get "<path>"
    Then the status is <status>
    And the answer says "<listed>"
    And the header "content-type" says "application/problem+json"

    Examples:
      | path                                  | status | listed                         |
      | /api/v1/usage-trends?time_range=2d    | 400    | 1h, 6h, 24h, 7d, 30d, 90d      |
      | /api/v1/funnel/guess                  | 404    | onboarding                     |
      | /api/v1/export/csv?table=guess        | 404    | usage_totals                   |
      | /api/v1/guess                         | 404    | /docs                          |

  Scenario: A wrong method
    When I send DELETE "/api/v1/query"
    Then the status is 405
    And the header "allow" says "POST"

  Scenario: A query that is wrong names the place
    When I ask:
      """
      {"v":1,"kind":"trends","range":{"last":"7d"},"measures":[{"measure":"luck"}]}
      """
    Then the status is 200
    And "results.A.error.status" is 400
    And "results.A.error.errors.0.path" is "measures.0.measure"

  Scenario: A stranger's page is not let in
    When a page from "https://stranger.example" asks "/api/v1/usage-trends"
    Then there is no header "access-control-allow-origin"

  Scenario: Another workspace's events stay there
    Given these events:
      | event  | user   |
      | Secret | nobody |
    When I run "query events --range 1d --as csv --workspace default"
    Then the answer does not say "Secret"
