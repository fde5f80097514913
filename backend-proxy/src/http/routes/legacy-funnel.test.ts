import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStore, type TestStore } from '../../../test/engine';
import { load } from '../../../test/events';
import { ADMIN, NOW, testApp, type TestApp } from '../test-app';
import { expectProblem } from '../test-problem';

let engine: TestStore;
let proxy: TestApp;
beforeAll(async () => {
  engine = await startTestStore();
  proxy = await testApp({ store: engine.store });
});
afterAll(async () => {
  await proxy.close();
  await engine.stop();
});

const ask = (path: string) => proxy.inject({ url: `/api/v1/funnel/${path}`, token: ADMIN });

test('a funnel has the earlier service’s fields, with the numbers of the events', async () => {
  const at = (minutes: number, user_id: string, name: string) => ({
    workspace: 'default',
    time: NOW - 3_600_000 + minutes * 60_000,
    user_id,
    name,
  });
  // Three visit, two sign up, one of them ten minutes later sets up a profile and stops there.
  await load(engine.store, [
    ...['ana', 'bob', 'cy'].map((user) => at(0, user, 'Visit Sign Up')),
    at(1, 'ana', 'Sign Up'),
    at(2, 'bob', 'Sign Up'),
    at(11, 'ana', 'Profile Setup'),
  ]);
  const response = await ask('onboarding?time_range=24h');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    funnel_name: 'onboarding',
    description: 'From the sign-up page to the first deployment',
    steps: [
      step(1, 'Sign Up', [3, 2], [200 / 3, 100 / 3], 600),
      step(2, 'Profile Setup', [2, 1], [50, 50], null),
      step(3, 'First Template', [1, 0], [0, 100], null),
      step(4, 'First Deployment', [0, 0], [0, 0], null),
    ],
    overall_conversion_rate: 0,
    total_users: 3,
    completed_users: 0,
    avg_completion_time: null,
    notices: [],
  });
});

function step(number: number, name: string, users: [number, number], rates: [number, number], seconds: number | null) {
  return {
    step_name: name,
    step_number: number,
    users_entered: users[0],
    users_completed: users[1],
    completion_rate: expect.closeTo(rates[0], 9),
    drop_off_rate: expect.closeTo(rates[1], 9),
    avg_time_to_next_step: seconds,
  };
}

test('an unknown funnel is a 404 that lists those there are, an unknown range a 400', async () => {
  const unknown = await ask('checkout');
  expectProblem(unknown, 404, 'unknown_funnel');
  expect(unknown.json().detail).toContain('deployment, onboarding, service_creation');
  expect((await ask('onboarding?time_range=2d')).statusCode).toBe(400);
});
