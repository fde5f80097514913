Feature: Usage
  How many people use the sites, and on what.

  Background:
    Given these events:
      | event    | user | page   | when        |
      | pageview | ana  | /start | 3 hours ago |
      | pageview | ana  | /docs  | 3 hours ago |
      | pageview | bob  | /docs  | 1 hour ago  |
      | Click    | bob  | /docs  | 1 hour ago  |

  Scenario: Views and visitors
    When I ask:
      """
      {"v":1,"kind":"trends","range":{"last":"1d"},"interval":"range","measures":[{"measure":"page_views"},{"measure":"unique_visitors"}]}
      """
    Then the status is 200
    And the column "page_views" is [3]
    And the column "unique_visitors" is [2]

  Scenario: The pages seen most
    When I ask:
      """
      {"v":1,"kind":"top","range":{"last":"1d"},"property":"page.path","measures":[{"measure":"page_views"}]}
      """
    Then the column "page.path" is ["/docs","/start"]
    And the column "page_views" is [2,1]

  Scenario: Only what a condition selects
    When I ask:
      """
      {"v":1,"kind":"trends","range":{"last":"1d"},"interval":"range","measures":[{"measure":"page_views"}],"filter":{"property":"page.path","op":"eq","value":"/start"}}
      """
    Then the column "page_views" is [1]

  Scenario: The earlier service's answer has the same numbers
    When I get "/api/v1/usage-trends?time_range=24h"
    Then "page_views" is 3
    And "unique_visitors" is 2
    And "top_pages" is {"/docs":2,"/start":1}

  Scenario: The raw log, newest first
    When I ask:
      """
      {"v":1,"kind":"events","range":{"last":"1d"},"filter":{"property":"event.name","op":"eq","value":"Click"}}
      """
    Then the column "person" is ["bob"]
    And the column "page" is ["/docs"]
