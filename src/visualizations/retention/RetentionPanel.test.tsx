import { fireEvent, screen, within } from '@testing-library/react';
import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { HTML_NAME, LONG_NAME, showPanel } from '../common/testPanel';
import { RETENTION_DEFAULTS, type RetentionOptions } from './options';
import RetentionPanel from './RetentionPanel';
import { ratesFrames } from './testCohorts';

const show = (series: DataFrame[], options: Partial<RetentionOptions> = {}, more: { width?: number } = {}) =>
  showPanel<RetentionOptions>(RetentionPanel, series, { options: { ...RETENTION_DEFAULTS, ...options }, ...more });

const cellsOf = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(name) }))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);

describe('RetentionPanel', () => {
  it('is a table of cohorts by day, with the mean first and nothing where an interval is not there yet', () => {
    show(ratesFrames());
    expect(screen.getByRole('table', { name: 'A panel' })).toBeInTheDocument();
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'time',
      'People',
      'Day 0',
      'Day 1',
      'Day 2',
    ]);
    expect(cellsOf('All')).toEqual(['10', '100%', '40%', '']);
    expect(cellsOf('1970-01-01')).toEqual(['4', '100%', '50%', '25%']);
    expect(cellsOf('1970-01-02')).toEqual(['6', '100%', '33.3%', '']);
    expect(cellsOf('1970-01-03')).toEqual(['0', '', '', '']);
  });

  it('says the values also where the cells show colours only', () => {
    show(ratesFrames(), { showValues: false, showMean: false }, { width: 200 });
    expect(cellsOf('1970-01-01')).toEqual(['4', '100%', '50%', '25%']);
    expect(screen.queryByRole('row', { name: /All/ })).not.toBeInTheDocument();
  });

  it('tells at the pointer how many came back, of how many', () => {
    show(ratesFrames());
    fireEvent.pointerMove(screen.getByText('33.3%'));
    const tip = screen.getByText('Came back').closest('dl')!;
    expect(tip).toHaveTextContent('Day 133.3%Came back2People6');
    fireEvent.pointerLeave(screen.getByRole('table'));
  });

  it('opens data links of a cohort and of a cell', () => {
    const frames = ratesFrames();
    const [time, , , n1] = frames[1]!.fields;
    time!.config.links = [{ title: 'cohort', url: '/d/cohort' }];
    n1!.config.links = [{ title: 'people', url: '/d/people' }];
    show(frames);
    expect(screen.getByRole('link', { name: '1970-01-01' })).toHaveAttribute('href', '/d/cohort');
    expect(screen.getByRole('link', { name: '33.3%' })).toHaveAttribute('href', '/d/people');
  });

  it('shows any wide table, with names as they are', () => {
    const { container } = show([
      toDataFrame({
        fields: [
          { name: 'team', type: FieldType.string, values: [HTML_NAME, LONG_NAME, null] },
          { name: '<i>', type: FieldType.number, values: [1, 'nonsense', Infinity] },
        ],
      }),
    ]);
    expect(screen.getByText(HTML_NAME)).toBeInTheDocument();
    expect(screen.getByText(LONG_NAME.trim())).toBeInTheDocument();
    expect(screen.getByText('<i>')).toBeInTheDocument();
    expect(container.querySelector('img, b, i')).toBeNull();
    expect(cellsOf('All')).toEqual(['1']);
  });

  it('teaches what it needs where the data is of another shape', () => {
    show([toDataFrame({ fields: [{ name: 'page', type: FieldType.string, values: ['/'] }] })]);
    expect(screen.getByText(/needs a row for each cohort/)).toBeInTheDocument();
  });
});
