import React from 'react';
import { render } from '@testing-library/react';
import { lastValueFrom } from 'rxjs';
import type { DataQueryRequest, DataSourceApi } from '@grafana/data';
import type { Lister } from '../lists';
import { pick, prepareForms } from '../editor/testPick';
import type { FawkesOptions, FawkesQuery } from '../types';
import { FawkesVariables } from './FawkesVariables';
import type { VariableQuery } from './types';
import VariableEditor from './VariableEditor';

const list = jest.fn();
const variables = new FawkesVariables({ list } as Lister);
const values = (targets: Array<Partial<VariableQuery>>) =>
  lastValueFrom(variables.query({ targets } as DataQueryRequest<VariableQuery>));

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

  it('fails with what the proxy said, for Grafana to show', async () => {
    list.mockRejectedValue(new Error('the token may not read'));
    await expect(values([{}])).rejects.toThrow('the token may not read');
  });

  it('asks for the list that its editor chose', async () => {
    const onChange = jest.fn();
    const datasource = {} as DataSourceApi<FawkesQuery, FawkesOptions>;
    render(
      <VariableEditor
        datasource={datasource}
        query={{ refId: 'v', list: 'sites' }}
        onChange={onChange}
        onRunQuery={jest.fn()}
      />
    );
    await pick(/Values/, 'Funnels');
    expect(onChange).toHaveBeenCalledWith({ refId: 'v', list: 'funnels' });
  });
});
