import { fireEvent, screen, within } from '@testing-library/react';
import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { HTML_NAME, LONG_NAME, showPanel } from '../common/testPanel';
import ForestPanel from './ForestPanel';
import { FOREST_DEFAULTS, type ForestOptions } from './options';

const percent = { unit: 'percent' };
const results = (names = ['control', 'blue', 'green']): DataFrame =>
  toDataFrame({
    name: 'results',
    fields: [
      { name: 'variant', type: FieldType.string, values: names, config: { displayName: 'Variant' } },
      {
        name: 'effect',
        type: FieldType.number,
        values: [null, 4.5, -2],
        config: { ...percent, displayName: 'Effect' },
      },
      { name: 'effect_low', type: FieldType.number, values: [null, 1, null], config: percent },
      { name: 'effect_high', type: FieldType.number, values: [null, 8, -0.5], config: percent },
      { name: 'p_value', type: FieldType.number, values: [null, 0.01, 0.03] },
    ],
  });

const show = (series: DataFrame[], options: Partial<ForestOptions> = {}, more: { width?: number } = {}) =>
  showPanel<ForestOptions>(ForestPanel, series, { options: { ...FOREST_DEFAULTS, ...options }, ...more });

const rowOf = (name: RegExp) => screen.getByRole('row', { name });

describe('ForestPanel', () => {
  it('is a table that says of each row its numbers with their unit, and on which side of the reference it lies', () => {
    show([results()]);
    expect(screen.getByRole('table', { name: 'A panel' })).toBeInTheDocument();
    expect(rowOf(/blue/)).toHaveTextContent('4.50% (1% to 8%)');
    expect(within(rowOf(/blue/)).getByText('Above 0%')).toBeInTheDocument();
    expect(rowOf(/green/)).toHaveTextContent('-2% (−∞ to -0.500%)');
    expect(within(rowOf(/green/)).getByText('Below 0%')).toBeInTheDocument();
    expect(within(rowOf(/control/)).getByText('No interval')).toBeInTheDocument();
  });

  it('holds intervals against the reference that the options name', () => {
    show([results()], { reference: 2 });
    expect(within(rowOf(/blue/)).getByText('Includes 2%')).toBeInTheDocument();
  });

  it('draws an arrow where an interval is open', () => {
    show([results()]);
    expect(within(rowOf(/green/)).getAllByTestId('goes-on')).toHaveLength(1);
    expect(within(rowOf(/blue/)).getAllByTestId('ends')).toHaveLength(2);
  });

  it('says the numbers also where there is no room for them', () => {
    show([results()], {}, { width: 200 });
    expect(rowOf(/blue/)).toHaveTextContent('4.50% (1% to 8%). Above 0%');
  });

  it('leaves the control out where that is asked', () => {
    show([results()], { skipEmpty: true });
    expect(screen.queryByRole('row', { name: /control/ })).not.toBeInTheDocument();
  });

  it('tells all of a row at the pointer, and nothing once it is gone', () => {
    show([results()]);
    fireEvent.pointerMove(screen.getByText('blue'));
    expect(screen.getByText('p_value')).toBeInTheDocument();
    expect(screen.getByText('0.0100')).toBeInTheDocument();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(screen.queryByText('p_value')).not.toBeInTheDocument();
  });

  it('opens data links, one by itself and several from a menu', () => {
    const frame = results();
    const link = (title: string) => ({ title, url: `/d/${title}` });
    frame.fields[0]!.config.links = [link('one')];
    const { unmount } = show([frame]);
    expect(screen.getByRole('link', { name: 'blue' })).toHaveAttribute('href', '/d/one');
    unmount();
    frame.fields[0]!.config.links = [link('one'), link('two')];
    show([frame]);
    fireEvent.click(screen.getByRole('button', { name: 'blue' }));
    expect(screen.getByRole('menuitem', { name: 'two' })).toHaveAttribute('href', '/d/two');
  });

  it('shows names as they are, whatever is in them', () => {
    const { container } = show([results([HTML_NAME, LONG_NAME, ''])]);
    expect(screen.getByText(HTML_NAME)).toBeInTheDocument();
    expect(screen.getByText(LONG_NAME.trim())).toBeInTheDocument();
    expect(screen.getByText('Row 3')).toBeInTheDocument();
    expect(container.querySelector('img, b')).toBeNull();
    fireEvent.pointerMove(screen.getByText(HTML_NAME));
    expect(screen.getAllByText(HTML_NAME)).toHaveLength(2);
  });

  it('teaches what it needs where the data is of another shape', () => {
    show([toDataFrame({ fields: [{ name: 'page', type: FieldType.string, values: ['/'] }] })]);
    expect(screen.getByText(/needs a number with its lower and upper bound/)).toBeInTheDocument();
  });

  it('draws so many rows as one can read, and says how many there are', () => {
    const many = Array.from({ length: 600 }, (_, i) => i);
    show([
      toDataFrame({
        fields: [
          { name: 'name', type: FieldType.string, values: many.map((i) => `n${i}`) },
          ...['effect', 'low', 'high'].map((name) => ({ name, type: FieldType.number, values: many })),
        ],
      }),
    ]);
    expect(screen.getByText('Only the first 500 of 600 rows are shown.')).toBeInTheDocument();
  });
});
