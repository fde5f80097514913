Feature: Real time and operations
  What happens is seen at once, and how the proxy is can be watched.

  Scenario: An event is counted as soon as it is acknowledged
    Given these events:
      | user | when         |
      | ana  | 1 second ago |
    When I ask:
      """
      {"v":1,"kind":"trends","range":{"last":"5m"},"interval":"range","measures":[{"measure":"unique_visitors"}]}
      """
    Then the column "unique_visitors" is [1]

  Scenario: The same event twice counts once
    Given I ask with a token of the role ingest
    When I post to "/api/v1/events":
      """
      {"events":[{"id":"one","name":"pageview","site":"{site}"},{"id":"one","name":"pageview","site":"{site}"}]}
      """
    Then the status is 202
    And "accepted" is 1
    And "duplicates" is 1

  Scenario: A tracker's event needs no token
    Given I ask without a token
    When I post to "/api/event":
      """
      {"name":"pageview","url":"https://{site}/","domain":"{site}"}
      """
    Then the status is 202

  Scenario: Health
    Given I ask without a token
    When I get "/health"
    Then "status" is "healthy"
    And "service" is "analytics-dashboard"

  Scenario Outline: Prometheus finds the family <family>
    Given I ask without a token
    When I get "/metrics"
    Then the status is 200
    And the header "content-type" says "text/plain"
    And the answer says "# TYPE <family> <type>"

    Examples:
      | family                                  | type      |
      | analytics_total_users                   | gauge     |
      | analytics_page_views_total              | counter   |
      | analytics_segment_size                  | gauge     |
      | analytics_funnel_conversion_rate        | gauge     |
      | analytics_data_refresh_duration_seconds | histogram |

  Scenario: Everything is computed anew
    Given I ask with a token of the role edit
    When I send POST "/api/v1/metrics/refresh"
    Then the status is 200
    And "status" is "success"

  Scenario: The document of the API
    Given I ask without a token
    When I get "/docs/json"
    Then "openapi" is "3.1.0"
    And the answer says "/api/v1/query/export"
