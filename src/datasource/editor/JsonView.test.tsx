import React, { type ComponentProps } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import type { CodeEditor } from '@grafana/ui';
import type { FawkesDatasource } from '../datasource';
import type { FawkesQuery } from '../types';
import QueryEditor from './QueryEditor';
import { prepareForms } from './testPick';

// The editor of Grafana fetches Monaco, which cannot live in jsdom.
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  CodeEditor: ({ value, onBlur, monacoOptions }: ComponentProps<typeof CodeEditor>) => (
    <textarea
      key={value}
      aria-label={monacoOptions?.ariaLabel}
      defaultValue={value}
      onBlur={(event) => onBlur?.(event.currentTarget.value)}
    />
  ),
}));

setTemplateSrv({ getVariables: () => [] } as unknown as TemplateSrv);
jest.setTimeout(30_000);
beforeAll(prepareForms);

const never = () => new Promise(() => {});
const lister = { list: never, known: { properties: never } } as unknown as FawkesDatasource;
const onChange = jest.fn();
const onRunQuery = jest.fn();

async function edit(question: object) {
  onChange.mockReset();
  onRunQuery.mockReset();
  const query = { refId: 'B', hide: false, ...question } as FawkesQuery;
  const editor = (of: FawkesQuery) => (
    <QueryEditor datasource={lister} query={of} onChange={onChange} onRunQuery={onRunQuery} />
  );
  const { rerender } = render(editor(query));
  return (next: FawkesQuery) => rerender(editor(next));
}

const json = () => screen.getByLabelText<HTMLTextAreaElement>('The query as JSON');
const write = (text: string) =>
  act(() => {
    fireEvent.change(json(), { target: { value: text } });
    fireEvent.blur(json());
  });

const trends = { v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] };

describe('the JSON of a query', () => {
  it('shows the question alone, and what was written becomes the query of the same panel', async () => {
    await edit(trends);
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    expect(JSON.parse(json().value)).toEqual(trends);

    write(JSON.stringify({ ...trends, interval: '1d', refId: 'Z' }));
    expect(onChange).toHaveBeenCalledWith({ refId: 'B', hide: false, ...trends, interval: '1d' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('follows the query when that changes elsewhere', async () => {
    const show = await edit(trends);
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    show({ refId: 'B', ...trends, interval: '1h' } as FawkesQuery);
    expect(JSON.parse(json().value)).toEqual({ ...trends, interval: '1h' });
  });

  it.each([
    ['{"kind": ', /JSON/],
    ['[1, 2]', /A query is a JSON object/],
    ['null', /A query is a JSON object/],
  ])('keeps %s for correction and says what is wrong with it', async (text, message) => {
    await edit(trends);
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    write(text);
    expect(onChange).not.toHaveBeenCalled();
    expect(json().value).toBe(text);
    expect(screen.getByRole('alert')).toHaveTextContent(message);
  });

  it('takes over what is valid JSON but no complete query, without running it', async () => {
    await edit(trends);
    fireEvent.click(screen.getByRole('radio', { name: 'JSON' }));
    write('{"v": 1, "kind": "funnel"}');
    expect(onChange).toHaveBeenCalledWith({ refId: 'B', hide: false, v: 1, kind: 'funnel' });
    expect(onRunQuery).not.toHaveBeenCalled();
  });
});

describe('a query that no form knows', () => {
  it.each([
    ['another kind', { v: 1, kind: 'miracle' }, 'kind: is none of what is known'],
    ['a later version', { ...trends, v: 2 }, 'v: must be 1'],
    ['a member of its own', { ...trends, colour: 'red' }, 'does not belong here: colour'],
    ['a text for a list', { ...trends, measures: 'sessions' }, 'measures: must be of the type array'],
    ['a filter of its own', { ...trends, filter: { xor: [] } }, 'filter'],
  ])('is shown as JSON and kept: %s', async (_, question, problem) => {
    await edit(question);
    expect(JSON.parse(json().value)).toEqual(question);
    expect(screen.getByRole('radio', { name: 'Form' })).toBeDisabled();
    expect(screen.getByText(/No form can show this query/)).toBeInTheDocument();
    expect(screen.getAllByRole('status').at(-1)).toHaveTextContent(problem);
    expect(onChange).not.toHaveBeenCalled();
  });
});
