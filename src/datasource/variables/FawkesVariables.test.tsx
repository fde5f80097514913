import React from 'react';
import { act, render } from '@testing-library/react';
import { lastValueFrom, of } from 'rxjs';
import { dateTime, type DataQueryRequest, type ScopedVars } from '@grafana/data';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { KnownData } from '../known/KnownData';
import type { Lister } from '../lists';
import { pick, pickOffered, prepareForms } from '../editor/testPick';
import { FawkesVariables } from './FawkesVariables';
import type { VariableQuery, VariableSource } from './types';
import VariableEditor from './VariableEditor';

const list = jest.fn();
const query = jest.fn();
const getResource = jest.fn();
const known = new KnownData({ query, getResource });
const variables = new FawkesVariables({ list } as Lister, known);
const range = { from: dateTime(5), to: dateTime(9), raw: { from: '', to: '' } };
const scopedVars = { team: { text: 'team', value: 'props.team' }, site: { text: 'a', value: 'a.example' } };
const values = (targets: Array<Partial<VariableQuery>>) =>
  lastValueFrom(variables.query({ targets, range, scopedVars } as unknown as DataQueryRequest<VariableQuery>));

setTemplateSrv({
  getVariables: () => [],
  replace: (text = '', scoped: ScopedVars = {}) =>
    text.replace(/\$(\w+)/g, (_, name: string) => String(scoped[name]?.value)),
} as unknown as TemplateSrv);

/** An answer whose first column has these values. */
const column = (found: string[]) => of({ data: [{ fields: [{ name: 'v', values: found }] }] });

// A form is heavy work for jsdom.
jest.setTimeout(30_000);
beforeAll(prepareForms);

describe('a dashboard’s variable', () => {
  it.each([
    ['sites', { sites: [{ domain: 'docs.example' }] }, 'docs.example'],
    ['features', { features: [{ name: 'Deploy' }] }, 'Deploy'],
    ['funnels', { funnels: [{ name: 'onboarding' }] }, 'onboarding'],
    ['segments', { segments: [{ name: 'loyal' }] }, 'loyal'],
    ['goals', { goals: [{ name: 'Sign-up' }] }, 'Sign-up'],
  ] as const)('offers the names of the %s', async (name, answer, expected) => {
    list.mockResolvedValue(answer);
    expect(await values([{ list: name }])).toEqual({ data: [{ text: expected, value: expected }] });
    expect(list).toHaveBeenLastCalledWith(name);
  });

  it.each([
    [{ list: 'event_names' }, { kind: 'top', property: 'event.name' }],
    [
      { list: 'property_values', property: 'page.path' },
      { kind: 'top', property: 'page.path' },
    ],
    [
      { list: 'property_values', property: '$team' },
      { kind: 'top', property: 'props.team' },
    ],
    [{ list: 'experiments' }, { kind: 'experiments' }],
  ] as const)('offers what the events of the time range have: %j', async (asked, question) => {
    query.mockReturnValue(column(['b', 'a']));
    expect(await values([{ ...asked, site: '$site' }])).toEqual({
      data: [
        { text: 'b', value: 'b' },
        { text: 'a', value: 'a' },
      ],
    });
    const request = query.mock.calls.at(-1)[0];
    expect(request).toMatchObject({ range, scopedVars, targets: [{ ...question, site: '$site' }] });
  });

  it('offers the properties of the events of the time range', async () => {
    getResource.mockResolvedValue({ properties: [{ property: 'props.team', label: 'team', events: 3 }] });
    expect(await values([{ list: 'property_keys', site: '$site' }])).toEqual({
      data: [{ text: 'team', value: 'props.team' }],
    });
    expect(getResource).toHaveBeenLastCalledWith(
      'properties',
      { from: range.from.toISOString(), to: range.to.toISOString(), site: 'a.example' },
      expect.anything()
    );
  });

  it('offers nothing, and asks nothing, before its property is chosen', async () => {
    query.mockClear();
    expect(await values([{ list: 'property_values' }])).toEqual({ data: [] });
    expect(query).not.toHaveBeenCalled();
  });

  it('fails with what the proxy said, for Grafana to show', async () => {
    list.mockRejectedValue(new Error('the token may not read'));
    await expect(values([{}])).rejects.toThrow('the token may not read');
  });

  describe('in its editor', () => {
    const onChange = jest.fn();
    const datasource = { list: () => Promise.resolve({}), known } as unknown as VariableSource;
    const edit = async (asked: Partial<VariableQuery>) => {
      getResource.mockResolvedValue({ properties: [{ property: 'props.team', label: 'The team', events: 3 }] });
      await act(async () => {
        render(
          <VariableEditor
            datasource={datasource}
            query={{ refId: 'v', list: 'sites', ...asked }}
            onChange={onChange}
            onRunQuery={jest.fn()}
          />
        );
      });
    };

    it('is asked for the list that was chosen', async () => {
      await edit({});
      await pick(/Values/, 'Funnels');
      expect(onChange).toHaveBeenCalledWith({ refId: 'v', list: 'funnels' });
    });

    it('is asked for the values of a property that events have', async () => {
      await edit({ list: 'property_values' });
      await pickOffered('Property', 'The team props.team');
      expect(onChange).toHaveBeenLastCalledWith({ refId: 'v', list: 'property_values', property: 'props.team' });
    });
  });
});
