Feature: Adoption, experiments, segments and funnels
  The other four areas, through questions and as the earlier service answered.

  Scenario: How many use a feature
    Given these events:
      | event              | user |
      | Deploy Application | ana  |
      | pageview           | bob  |
    When I ask:
      """
      {"v":1,"kind":"adoption","range":{"last":"1d"},"features":["Deploy Application"]}
      """
    Then the column "adoption_rate" is [50]

  Scenario: All features, as the earlier service told
    Given these events:
      | event              | user |
      | Deploy Application | ana  |
    When I get "/api/v1/feature-adoption?time_range=30d"
    Then "total_features" is 5
    And "most_adopted" is "Deploy Application"

  Scenario: Experiments by who saw which variant
    Given these events:
      | event    | user | props                                      | when         |
      | Exposure | ana  | {"experiment":"hero","variant":"control"}  | 3 hours ago  |
      | Exposure | bob  | {"experiment":"hero","variant":"new"}      | 3 hours ago  |
    When I get "/api/v1/experiment-results"
    Then "0.experiment_id" is "hero"
    And "0.variants" has 2 entries
    And "0.winner" is null
    And "0.is_significant" is false
    And there is a "0.recommendation"

  Scenario: Everyone is in one segment
    Given these events:
      | user | when        |
      | ana  | 2 hours ago |
      | bob  | 3 hours ago |
    When I get "/api/v1/user-segments?time_range=30d"
    Then "total_users" is 2
    And the answer says "New Users"

  Scenario: People through the steps of a funnel
    Given these events:
      | event | user | when        |
      | Cart  | ana  | 3 hours ago |
      | Cart  | bob  | 3 hours ago |
      | Order | ana  | 2 hours ago |
    When I ask:
      """
      {"v":1,"kind":"funnel","range":{"last":"1d"},"window":"1d","steps":[{"name":"Cart","match":{"events":["Cart"]}},{"name":"Order","match":{"events":["Order"]}}]}
      """
    Then the column "users_completed" is [2,1]
    And the column "completion_rate" is [100,50]

  Scenario: A defined funnel, as the earlier service told
    When I get "/api/v1/funnel/onboarding"
    Then "steps" has 4 entries
    And "total_users" is 0

  Scenario: All areas at once
    When I get "/api/v1/dashboard?time_range=7d"
    Then the status is 200
    And there is a "usage_trends"
    And there is a "feature_adoption"
    And there is a "experiments"
    And there is a "user_segments"
    And there is a "funnels.deployment"

  Scenario: Who comes back
    Given these events:
      | user | when       |
      | ana  | 2 days ago |
      | ana  | 1 day ago  |
    When I ask:
      """
      {"v":1,"kind":"lifecycle","range":{"last":"3d"},"interval":"1d"}
      """
    Then the status is 200
    And there is a "results.A.frames"
