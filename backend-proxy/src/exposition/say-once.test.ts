import { expect, test } from 'vitest';
import { sayOnce } from './say-once';

test('what goes wrong is said once, with all areas, and again where it came back or is something else', () => {
  const warned: unknown[] = [];
  const say = sayOnce({ warn: (fields: unknown) => warned.push(fields) }, 'gauges keep what they had');
  const [missing, down] = [new Error('no workspace'), new Error('down')];
  const everywhere = (error: unknown) => ['usage', 'funnels'].map((area) => ({ error, area }));
  say(everywhere(missing));
  say(everywhere(new Error('no workspace')));
  expect(warned).toEqual([{ err: missing, areas: ['usage', 'funnels'] }]);

  say([]);
  say(everywhere(missing));
  expect(warned).toHaveLength(2);

  say([{ error: missing, area: 'usage' }, { error: down }]);
  say([{ error: down }]);
  expect(warned.slice(2)).toEqual([{ err: down }]);
});
