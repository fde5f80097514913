import { readFileSync } from 'node:fs';
import { querySchema } from '@fawkes/contract';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { inRoot } from '../../tooling/lib/root.mjs';
import { cellsOf, dashboard } from './dashboard';

/** The panels of the earlier service's dashboard, in their order. */
const PANELS = [
  ['row', 'Usage Trends Overview'],
  ['stat', 'Total Users'],
  ['stat', 'Active Users'],
  ['stat', 'Total Page Views'],
  ['gauge', 'Bounce Rate'],
  ['timeseries', 'Active Users Over Time'],
  ['timeseries', 'Page Views Over Time'],
  ['row', 'Feature Adoption'],
  ['bargauge', 'Feature Adoption Rates'],
  ['timeseries', 'Feature Usage Count'],
  ['row', 'Experiment Results'],
  ['stat', 'Active Experiments'],
  ['stat', 'Significant Results'],
  ['bargauge', 'Experiment Conversion Rates'],
  ['timeseries', 'Experiment Conversions Over Time'],
  ['row', 'User Segments'],
  ['piechart', 'Segment Distribution'],
  ['bargauge', 'Segment Engagement Scores'],
  ['row', 'Conversion Funnels'],
  ['gauge', 'Onboarding Funnel Conversion'],
  ['gauge', 'Deployment Funnel Conversion'],
  ['gauge', 'Service Creation Funnel Conversion'],
  ['bargauge', 'Onboarding Funnel Steps'],
  ['bargauge', 'Deployment Funnel Steps'],
  ['bargauge', 'Service Creation Funnel Steps'],
  ['timeseries', 'Funnel Drop-off Analysis'],
  ['text', 'Documentation'],
];

describe.each([
  ['classic-prometheus', 'prometheus'],
  ['classic', 'fawkes-analytics-datasource'],
] as const)('%s', (name, type) => {
  const { panels, templating, refresh, schemaVersion, uid } = dashboard(name);

  test('has the panels of the earlier service’s dashboard', () => {
    expect(panels.map((panel) => [panel.type, panel.title])).toEqual(PANELS);
    expect([refresh, schemaVersion, uid.length <= 40]).toEqual(['30s', 41, true]);
  });

  test('chooses its data source by a variable, and asks no other', () => {
    expect(templating.list).toMatchObject([{ name: 'datasource', type: 'datasource', query: type }]);
    const asked = panels.flatMap(({ datasource, targets = [] }) => [
      ...(datasource ? [datasource] : []),
      ...targets.map((target) => target.datasource),
    ]);
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((source) => source.type !== type || source.uid !== '${datasource}')).toEqual([]);
  });

  test('gives each panel an id and a place of its own', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(cellsOf);
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.filter(({ gridPos: { x, w } }) => x < 0 || w < 1 || x + w > 24)).toEqual([]);
  });
});

test('every funnel’s steps come in their order, and its line under its name', () => {
  const ofFunnels = dashboard('classic-prometheus').panels.filter(({ title }) => title.endsWith('Funnel Steps'));
  for (const { targets, transformations } of ofFunnels) {
    expect(targets?.map(({ expr }) => expr)).toEqual([
      expect.stringContaining('analytics_funnel_step_completion_rate{funnel_name='),
      expect.stringContaining('analytics_funnel_step_number{funnel_name='),
    ]);
    expect(transformations?.[1]).toEqual({ id: 'sortBy', options: { sort: [{ field: 'Value #B', desc: false }] } });
  }
  expect(ofFunnels).toHaveLength(3);
  const dropOff = dashboard('classic').panels.find(({ title }) => title === 'Funnel Drop-off Analysis');
  const names = dropOff?.fieldConfig?.overrides.map(({ matcher, properties }) => [
    matcher.options,
    properties[0]?.value,
  ]);
  expect(names).toEqual(dropOff?.targets?.map(({ refId, funnel }) => [refId, funnel]));
});

test('what is asked of the events is in the language of questions', () => {
  const targets = dashboard('classic').panels.flatMap((panel) => panel.targets ?? []);
  for (const { datasource: _, ...query } of targets) {
    const parsed = querySchema.safeParse({ ...query, range: { last: '7d' }, timezone: 'UTC' });
    expect([query, parsed.error?.issues]).toEqual([query, undefined]);
  }
});

test('Grafana is told where the dashboards are, wherever it reads its provisioning from', () => {
  const { providers } = parse(readFileSync(inRoot('provisioning/dashboards/fawkes-analytics.yaml'), 'utf8'));
  expect(providers).toMatchObject([{ type: 'file', options: { path: '$GF_PATHS_PROVISIONING/dashboards' } }]);
});
