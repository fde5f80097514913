Feature: Exports
  Every answer can be taken away.

  Background:
    Given these events:
      | user | page   | when        |
      | ana  | /a     | 2 hours ago |
      | bob  | /b     | 2 hours ago |
      | ana  | /a     | 1 hour ago  |

  Scenario: CSV
    When I export as csv:
      """
      {"v":1,"kind":"top","range":{"last":"1d"},"property":"page.path","measures":[{"measure":"page_views"}],"limit":1}
      """
    Then the status is 200
    And the header "content-type" says "text/csv"
    And the header "content-disposition" says "attachment; filename=\"top-"
    And the answer is:
      """
      page.path,page_views
      /a,2
      """

  Scenario: A workbook with a sheet on what was asked
    When I export as xlsx:
      """
      {"v":1,"kind":"trends","range":{"last":"1d"},"interval":"range","measures":[{"measure":"page_views"}]}
      """
    Then the workbook has the sheets "Asked, trends"

  Scenario: Parquet
    When I export as parquet:
      """
      {"v":1,"kind":"events","range":{"last":"1d"}}
      """
    Then the file begins with "PAR1"

  Scenario: The whole raw log in lines
    When I export as ndjson:
      """
      {"v":1,"kind":"events","range":{"last":"1d"}}
      """
    Then the answer says "\"person\":\"bob\""

  Scenario Outline: All areas as <format>
    When I get "/api/v1/export/<format>?time_range=7d"
    Then the status is 200
    And the header "content-type" says "<type>"

    Examples:
      | format  | type                       |
      | csv     | text/csv                   |
      | json    | application/json           |
      | ndjson  | application/x-ndjson       |
      | xlsx    | spreadsheetml              |
      | parquet | application/vnd.apache     |

  Scenario: A format that there is none of
    When I get "/api/v1/export/pdf"
    Then the status is 400
    And the answer says "csv, json, ndjson, xlsx, parquet"

  Scenario: From the command line
    When I run "query top --by page.path -m page_views --range 1d --limit 1 --as csv"
    Then the status is 0
    And the answer is:
      """
      page.path,page_views
      /a,2
      """
