import { readFileSync } from 'node:fs';
import { querySchema } from '@fawkes/contract';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../tooling/lib/root.mjs';
import { AREAS, areaDashboard, cellsOf } from './dashboard';

const SOURCE = { type: 'fawkes-analytics-datasource', uid: '${datasource}' };
/** What a variable may stand for, where not any text will do. */
const VALUES: Record<string, string> = { property: 'session.source' };

/** A query as it is sent once its variables have values. */
function sent(query: object): object {
  return JSON.parse(
    JSON.stringify(query).replace(/\$(\w+)/g, (name: string) => VALUES[name.slice(1)] ?? name)
  ) as object;
}

test('the app brings them along, under their own titles', () => {
  const { includes } = JSON.parse(readFileSync(inRoot('src', 'plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; name: string; path: string }>;
  };
  expect(includes.filter(({ type }) => type === 'dashboard')).toEqual(
    AREAS.map((area) => ({ type: 'dashboard', name: areaDashboard(area).title, path: `dashboards/${area}.json` }))
  );
});

describe.each(AREAS)('%s', (area) => {
  const { panels, templating, annotations, links, tags, uid } = areaDashboard(area);
  const targets = panels.flatMap((panel) => panel.targets ?? []);

  test('asks in the language of questions', () => {
    expect(targets.length).toBeGreaterThan(5);
    const noted = annotations.list.map(({ target }) => target as { datasource?: object });
    for (const { datasource: _, ...query } of [...targets, ...noted]) {
      const parsed = querySchema.safeParse({ ...sent(query), range: { last: '30d' }, timezone: 'UTC' });
      expect([query, parsed.error?.issues]).toEqual([query, undefined]);
    }
  });

  test('asks the data source that is chosen, on the sites that are chosen', () => {
    const [first, ...others] = templating.list;
    expect(first).toMatchObject({ name: 'datasource', type: 'datasource', query: SOURCE.type });
    expect(others.filter(({ type }) => type !== 'custom')).toEqual(
      others.filter(({ type }) => type !== 'custom').map((variable) => ({ ...variable, datasource: SOURCE }))
    );
    expect(annotations.list.map(({ datasource }) => datasource)).toEqual([SOURCE, SOURCE]);
    expect(targets).toEqual(targets.map((target) => ({ ...target, datasource: SOURCE, site: '$site' })));
  });

  test('asks with each of its variables, and with no other', () => {
    const used = new Set(JSON.stringify(panels).match(/(?<=\$)[a-z]\w*/g));
    // Filters narrow every query by themselves.
    const named = templating.list.map(({ name }) => name).filter((name) => !['datasource', 'filters'].includes(name));
    expect([...used].sort()).toEqual([...named].sort());
  });

  test('is one of those that lead to each other, with what is chosen', () => {
    expect([uid, tags]).toEqual([`fawkes-${area}`, ['fawkes-analytics', 'fawkes-area']]);
    expect(links[0]).toMatchObject({ type: 'dashboards', tags: ['fawkes-area'], includeVars: true, keepTime: true });
  });

  test('gives each panel an id, a place of its own and a description', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    const cells = panels.flatMap(cellsOf);
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x < 0 || w < 1 || x + w > 24)).toEqual([]);
    expect(panels.filter(({ type, description = '' }) => type !== 'row' && !description.endsWith('.'))).toEqual([]);
  });
});

test('links lead to pages that the app has', () => {
  const { includes } = JSON.parse(readFileSync(inRoot('src', 'plugin.json'), 'utf8')) as {
    includes: Array<{ type: string; path: string }>;
  };
  const pages = includes.filter(({ type }) => type === 'page').map(({ path }) => path.split('/').at(-1));
  const linked = AREAS.flatMap(
    (area) => JSON.stringify(areaDashboard(area)).match(/(?<=\/a\/fawkes-analytics-app\/)[\w-]+/g) ?? []
  );
  expect(linked.length).toBeGreaterThan(AREAS.length);
  expect(linked.filter((page) => !pages.includes(page))).toEqual([]);
});
