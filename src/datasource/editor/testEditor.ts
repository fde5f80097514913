import { createElement, useState } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { PROPERTIES } from '@fawkes/contract';
import type { FawkesDatasource } from '../datasource';
import type { FawkesQuery } from '../types';
import QueryEditor from './QueryEditor';
import { prepareForms } from './testPick';

/** What the data source's workspace has. */
export const lists = {
  sites: { sites: [{ domain: 'docs.example' }, { domain: 'app.example' }] },
  features: { features: [{ name: 'Deploy', match: { events: ['Deploy Application'] } }] },
  segments: { segments: [{ name: 'Buyers', rule: { did: { events: ['Order'] } } }] },
  goals: { goals: [{ name: 'Signed up', match: { events: ['Join'] } }] },
  exposure_rules: { exposure_rules: [{ name: 'flags', experiment: ['flag'], variant: 'value' }] },
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

/** What the events of the panel's time range have. */
export const known = {
  properties: jest.fn(async () => [
    ...Object.entries(PROPERTIES).map(([property, label]) => ({ property, label, events: null })),
    { property: 'props.team', label: 'team', events: 3 },
  ]),
  values: jest.fn(async (_property: string) => ['/docs', '/blog']),
};

/** What the editor under test told its panel. */
export const editor: { saved: FawkesQuery | undefined; onRunQuery: jest.Mock } = {
  saved: undefined,
  onRunQuery: jest.fn(),
};

interface PanelProps {
  initial: object;
  list: (name: keyof typeof lists) => Promise<unknown>;
  onSaved: (query: FawkesQuery) => void;
}

/** The editor as a panel holds it: what it changes comes back to it. */
function Panel({ initial, list, onSaved }: PanelProps) {
  const [query, setQuery] = useState({ refId: 'A', ...initial } as FawkesQuery);
  const [datasource] = useState(() => ({ list, known }) as unknown as FawkesDatasource);
  const change = (next: FawkesQuery) => {
    onSaved(next);
    setQuery(next);
  };
  return createElement(QueryEditor, { datasource, query, onChange: change, onRunQuery: editor.onRunQuery });
}

/** Draws the editor of a query, whose lists come from `list`. */
export async function edit(
  initial: object = {},
  list = (name: keyof typeof lists) => Promise.resolve<unknown>(lists[name])
) {
  const onSaved = (query: FawkesQuery | undefined) => {
    editor.saved = query;
  };
  onSaved(undefined);
  await act(async () => {
    render(createElement(Panel, { initial, list, onSaved }));
  });
}

export const status = () => screen.getByRole('status').textContent;
export const chooseRadio = (label: string) => fireEvent.click(screen.getByRole('radio', { name: label }));

/** Prepares a file of tests: a form is heavy work for jsdom. */
export function prepareEditor(): void {
  setTemplateSrv({ getVariables: () => [{ name: 'site' }] } as unknown as TemplateSrv);
  jest.setTimeout(30_000);
  beforeAll(prepareForms);
  beforeEach(() => editor.onRunQuery.mockReset());
}
