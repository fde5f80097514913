import React, { useState } from 'react';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import type { FawkesDatasource } from '../datasource';
import type { FawkesQuery } from '../types';
import QueryEditor from './QueryEditor';
import { pick, pickIn, prepareForms, write } from './testPick';

setTemplateSrv({ getVariables: () => [{ name: 'site' }] } as unknown as TemplateSrv);

const lists = {
  sites: { sites: [{ domain: 'docs.example' }, { domain: 'app.example' }] },
  features: { features: [{ name: 'Deploy', match: { events: ['Deploy Application'] } }] },
  segments: { segments: [{ name: 'Buyers', rule: { did: { events: ['Order'] } } }] },
  funnels: {
    funnels: [
      {
        name: 'onboarding',
        description: 'From the sign-up page on',
        entry: { paths: ['/signup'] },
        steps: [
          { name: 'Sign Up', match: { events: ['Sign Up'] } },
          { name: 'First Template', match: { events: ['First Template'] } },
        ],
        window: '30d',
      },
    ],
  },
};

const onRunQuery = jest.fn();
let saved: FawkesQuery | undefined;

/** The editor as a panel holds it: what it changes comes back to it. */
function Panel({ initial, list }: { initial: object; list: (name: keyof typeof lists) => Promise<unknown> }) {
  const [query, setQuery] = useState({ refId: 'A', ...initial } as FawkesQuery);
  const [datasource] = useState(() => ({ list }) as unknown as FawkesDatasource);
  const change = (next: FawkesQuery) => {
    saved = next;
    setQuery(next);
  };
  return <QueryEditor datasource={datasource} query={query} onChange={change} onRunQuery={onRunQuery} />;
}

async function edit(initial: object = {}, list = (name: keyof typeof lists) => Promise.resolve<unknown>(lists[name])) {
  saved = undefined;
  await act(async () => {
    render(<Panel initial={initial} list={list} />);
  });
}

const status = () => screen.getByRole('status').textContent;
const chooseKind = (label: string) => fireEvent.click(screen.getByRole('radio', { name: label }));

// A form is heavy work for jsdom.
jest.setTimeout(30_000);

beforeAll(prepareForms);
beforeEach(() => onRunQuery.mockReset());

describe('a query of trends', () => {
  it('begins with page views and visitors, which it writes into the query without running it again', async () => {
    await edit();
    expect(screen.getByRole('radio', { name: 'Trends' })).toBeChecked();
    expect(status()).toBe('Page views and Unique visitors over time.');
    expect(saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'trends',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }],
    });
    expect(onRunQuery).not.toHaveBeenCalled();
  });

  it('begins in an alert rule, too, whose members it keeps', async () => {
    await edit({ instant: true, hide: false });
    expect(screen.getByRole('radio', { name: 'Trends' })).toBeChecked();
    expect(saved).toMatchObject({ refId: 'A', instant: true, hide: false, kind: 'trends' });
  });

  it('leaves a query that is written as it is', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] });
    expect(saved).toBeUndefined();
  });

  it('asks for the chosen measures in the order of their choice, and runs', async () => {
    await edit();
    await pick('Measures', 'Sessions');
    expect(saved).toMatchObject({
      v: 1,
      kind: 'trends',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }, { measure: 'sessions' }],
    });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes an interval, a breakdown with its limit, and the comparison', async () => {
    await edit();
    await pick('Interval', 'Day');
    await pick('Break down by', 'Browser');
    write(screen.getByLabelText('Limit'), '5');
    fireEvent.click(screen.getByLabelText('Compare'));
    expect(saved).toMatchObject({
      interval: '1d',
      breakdown: { property: 'device.browser', limit: 5 },
      compare: 'previous',
    });
    expect(status()).toBe(
      'Page views and Unique visitors per day, for each of the 5 largest values of Browser and the others together, compared with the previous period.'
    );
  });

  it('takes a property of the sender’s own by its bare name', async () => {
    await edit();
    await pick('Break down by', 'team');
    expect(saved).toMatchObject({ breakdown: { property: 'props.team' } });
  });

  it('does not run with a goal whose events are not given, and says so there', async () => {
    await edit();
    fireEvent.click(screen.getByRole('button', { name: 'Add goal' }));
    expect(onRunQuery).not.toHaveBeenCalled();
    expect(screen.getByRole('alert')).toHaveTextContent('a matcher names at least one event, path or filter');
    expect(status()).toContain('Not complete yet.');

    await pick('Events', 'Deploy Application');
    expect(saved).toMatchObject({
      measures: [{}, {}, { measure: 'conversions', match: { events: ['Deploy Application'] } }],
    });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes a statistic of a property, hides it, and reckons with it', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'events' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add statistic' }));
    await pick('Numbers of', 'size');
    fireEvent.click(screen.getByLabelText('Hidden'));
    fireEvent.click(screen.getByRole('button', { name: 'Add formula' }));
    write(screen.getByLabelText('Formula'), 'B * 100');
    expect(saved).toMatchObject({
      measures: [{ measure: 'events' }, { measure: 'mean', property: 'props.size', hidden: true }],
      formulas: [{ formula: 'B * 100' }],
    });
    expect(status()).toBe('Events and B * 100 (where A is Events and B is Mean of size) over time.');
    write(screen.getByLabelText('Formula'), 'B / C');
    expect(screen.getByRole('alert')).toHaveTextContent('at character 5: there is no measure C; the last one is B');
  });

  it('counts a defined goal by its name', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add goal' }));
    write(screen.getByLabelText('Goal'), 'Signup');
    expect(saved).toMatchObject({ measures: [{}, { measure: 'conversions', goal: 'Signup' }] });
    expect(screen.queryByLabelText('Events')).not.toBeInTheDocument();
    write(screen.getByLabelText('Goal'), '');
    expect(screen.getByLabelText('Events')).toBeInTheDocument();
  });

  it('says at its field what no interval is', async () => {
    await edit();
    await pick('Interval', 'often');
    expect(screen.getByRole('alert')).toHaveTextContent('an interval is a number and one of m h d w M, or "range"');
    expect(onRunQuery).not.toHaveBeenCalled();
  });
});

describe('a top list', () => {
  it('keeps site, filter and measures of the kind before', async () => {
    const filter = { and: [{ property: 'page.path', op: 'starts_with', value: '/docs' }] };
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }], interval: '1d', site: '${site}', filter });
    chooseKind('Top list');
    expect(saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'top',
      property: 'page.path',
      measures: [{ measure: 'sessions' }],
      limit: 10,
      site: '${site}',
      filter,
    });
    chooseKind('Trends');
    expect(saved).toMatchObject({ kind: 'trends', interval: '1d', site: '${site}', filter });
  });

  it('ranks by the chosen measure', async () => {
    await edit({
      v: 1,
      kind: 'top',
      property: 'page.path',
      measures: [{ measure: 'sessions' }, { measure: 'events' }],
    });
    await pick('Ranked by', 'Events');
    expect(saved).toMatchObject({ measures: [{ measure: 'events' }, { measure: 'sessions' }] });
  });

  it('refuses a limit that is too large at its field', async () => {
    await edit({ v: 1, kind: 'top', property: 'page.path', measures: [{ measure: 'sessions' }] });
    write(screen.getByLabelText('Limit'), '10001');
    expect(screen.getByRole('alert')).toHaveTextContent('at most 10000');
    expect(onRunQuery).not.toHaveBeenCalled();
  });
});

describe('paths', () => {
  it('go from the beginning, from an event or to one', async () => {
    await edit();
    chooseKind('Paths');
    expect(saved).toEqual({ refId: 'A', v: 1, kind: 'paths' });
    fireEvent.click(screen.getByRole('radio', { name: 'To' }));
    await pick('Events', 'Deploy Application');
    write(screen.getByLabelText('Steps'), '3');
    expect(saved).toMatchObject({ to: { events: ['Deploy Application'] }, steps: 3 });
    fireEvent.click(screen.getByRole('radio', { name: 'From' }));
    expect(saved).toMatchObject({ from: { events: ['Deploy Application'] }, to: undefined });
    write(screen.getByLabelText('Steps'), '11');
    expect(screen.getByRole('alert')).toHaveTextContent('at most 10');
  });
});

describe('movers and live', () => {
  it('take measures and properties, and do without', async () => {
    await edit({ v: 1, kind: 'movers' });
    await pick('Measures', 'Sessions');
    await pick('By', 'Browser', 'team');
    expect(saved).toMatchObject({ measures: [{ measure: 'sessions' }], properties: ['device.browser', 'props.team'] });
  });

  it('list visitors by what is chosen', async () => {
    await edit({ v: 1, kind: 'live' });
    await pick('Visitors by', 'Country');
    expect(saved).toMatchObject({ properties: ['geo.country'] });
    expect(status()).toBe('Who is here now, and the last 30 minutes by minute and by Country.');
  });
});

describe('a funnel', () => {
  it('runs when one of the defined ones is chosen', async () => {
    await edit();
    chooseKind('Funnel');
    expect(onRunQuery).not.toHaveBeenCalled();
    await pick('Name', 'onboarding');
    expect(saved).toEqual({ refId: 'A', v: 1, kind: 'funnel', funnel: 'onboarding' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(status()).toBe('How many people get through each step of the funnel “onboarding”.');
  });

  it('becomes one’s own steps as a copy of the defined one', async () => {
    await edit({ v: 1, kind: 'funnel', funnel: 'onboarding' });
    chooseKind('Own steps');
    const [definition] = lists.funnels.funnels;
    expect(saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'funnel',
      steps: definition!.steps,
      entry: definition!.entry,
      window: '30d',
    });
    chooseKind('Defined');
    expect(saved).toEqual({ refId: 'A', v: 1, kind: 'funnel', funnel: 'onboarding' });
  });

  it('adds, names, moves and removes steps by buttons', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }], window: '1d' });
    fireEvent.click(screen.getByRole('button', { name: 'Add step' }));
    expect(onRunQuery).not.toHaveBeenCalled();
    expect(screen.getByText('Choose at least one event or page')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await pickIn(screen.getByRole('listitem', { name: 'Step 2' }), 'Events', 'Sign Up');
    expect(saved).toMatchObject({
      steps: [{ name: 'Visit' }, { name: 'Sign Up', match: { events: ['Sign Up'] } }],
    });
    expect(onRunQuery).toHaveBeenCalledTimes(1);

    const second = within(screen.getByRole('listitem', { name: 'Step 2' }));
    expect(second.getByRole('button', { name: 'Move this step down' })).toBeDisabled();
    fireEvent.click(second.getByRole('button', { name: 'Move this step up' }));
    expect(saved).toMatchObject({ steps: [{ name: 'Sign Up' }, { name: 'Visit' }] });

    fireEvent.click(
      within(screen.getByRole('listitem', { name: 'Step 1' })).getByRole('button', { name: 'Remove this step' })
    );
    expect(saved).toMatchObject({ steps: [{ name: 'Visit' }] });
  });

  it('measures step 1 against an entry', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }] });
    fireEvent.click(screen.getByLabelText('Entry'));
    expect(screen.getByRole('alert')).toHaveTextContent('a matcher names at least one event');
    fireEvent.click(screen.getByLabelText('Entry'));
    expect(saved).toMatchObject({ entry: undefined });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says at the name that a step has none', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }] });
    write(screen.getByLabelText('Name'), '');
    expect(screen.getByText('Name the step')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(status()).toBe('Not complete yet.');
  });
});

describe('sites and filters', () => {
  const trends = { v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] };

  it('offers the workspace’s sites and the dashboard’s variables', async () => {
    await edit(trends);
    await pick('Site', '${site}');
    expect(saved).toMatchObject({ site: '${site}' });
    await pick('Site', 'app.example');
    expect(saved).toMatchObject({ site: ['${site}', 'app.example'] });
  });

  it('runs a new condition only when it has its value', async () => {
    await edit(trends);
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(onRunQuery).not.toHaveBeenCalled();
    write(screen.getByLabelText('Value'), '/docs');
    expect(saved).toMatchObject({ filter: { and: [{ property: 'page.path', op: 'eq', value: '/docs' }] } });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(status()).toBe('Sessions over time, where Page is “/docs”.');
  });

  it('gives a comparison a value of its own type', async () => {
    await edit({ ...trends, filter: { property: 'value', op: 'eq', value: '12.5' } });
    await pick('Comparison', '>');
    expect(saved).toMatchObject({ filter: { and: [{ property: 'value', op: 'gt', value: 12.5 }] } });
    await pick('Comparison', 'is set');
    expect(saved).toMatchObject({ filter: { and: [{ property: 'value', op: 'set' }] } });
  });

  it('says at its field that a size is no number', async () => {
    await edit({ ...trends, filter: { and: [{ property: 'value', op: 'gt', value: 1 }] } });
    write(screen.getByLabelText('Value'), '');
    expect(screen.getByRole('alert')).toHaveTextContent('is missing');
  });

  it('shows what is deeper than a list as it is, and keeps it', async () => {
    const nested = { or: [{ property: 'page.path', op: 'eq', value: '/a' }, { not: { property: 'site', op: 'set' } }] };
    await edit({ ...trends, filter: nested });
    expect(screen.getByText(JSON.stringify(nested))).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(saved).toMatchObject({ filter: { and: [nested, { property: 'page.path', op: 'eq' }] } });
    fireEvent.click(screen.getAllByRole('button', { name: 'Remove this condition' })[1]!);
    expect(saved).toMatchObject({ filter: { and: [nested] } });
  });

  it('still takes what is typed where the lists cannot be had', async () => {
    await edit(trends, () => Promise.reject(new Error('The token may not read.')));
    expect(screen.getByText(/The token may not read/)).toBeInTheDocument();
    await pick('Site', 'typed.example');
    expect(saved).toMatchObject({ site: 'typed.example' });
  });
});
