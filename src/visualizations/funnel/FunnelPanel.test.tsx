import { fireEvent, screen } from '@testing-library/react';
import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { funnelFrames } from '../../panels/testFrames';
import { HTML_NAME, LONG_NAME, showPanel } from '../common/testPanel';
import FunnelPanel from './FunnelPanel';
import { FUNNEL_DEFAULTS, type FunnelOptions } from './options';

const show = (series: DataFrame[], options: Partial<FunnelOptions> = {}, more: { width?: number } = {}) =>
  showPanel<FunnelOptions>(FunnelPanel, series, { options: { ...FUNNEL_DEFAULTS, ...options }, ...more });

const plain = (names: Array<string | null>, values: unknown[]): DataFrame =>
  toDataFrame({
    fields: [
      { name: 'step', type: FieldType.string, values: names },
      { name: 'people', type: FieldType.number, values },
    ],
  });

describe('FunnelPanel', () => {
  it.each([200, 2000])('lists the steps with numbers, shares and who was lost, at %i px', (width) => {
    show(funnelFrames(), {}, { width });
    expect(screen.getByRole('list', { name: 'A panel' })).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Sign Up4080.0% 10 lost (20.0%)',
      'First Template2040.0% 20 lost (50.0%) · largest loss',
    ]);
  });

  it('says nothing of losses where that is not wanted', () => {
    show(funnelFrames(), { showLost: false });
    expect(screen.queryByText(/lost \(/)).not.toBeInTheDocument();
  });

  it('draws who did a step and who was lost as parts of the longest', () => {
    const { container } = show([plain(['a', 'b'], [200, 50])]);
    const widths = [...container.querySelectorAll<HTMLElement>('li > [aria-hidden] > span')].map(
      ({ style }) => style.width
    );
    expect(widths).toEqual(['100%', '0%', '25%', '75%']);
  });

  it('tells all of a step at the pointer and at the focus', () => {
    const frames = funnelFrames();
    frames[0]!.fields[1]!.config.links = [{ title: 'people', url: '/d/people' }];
    show(frames);
    const link = screen.getByRole('link', { name: 'First Template' });
    expect(link).toHaveAttribute('href', '/d/people');
    fireEvent.focus(link);
    expect(screen.getByText('Of those who came to it').parentElement).toHaveTextContent('50.0%');
    fireEvent.blur(link);
    expect(screen.queryByText('Of those who came to it')).not.toBeInTheDocument();
  });

  it('shows names as they are, and a number where there is none', () => {
    const { container } = show([plain([HTML_NAME, LONG_NAME, null], [3, 2, 'nonsense'])]);
    expect(screen.getByText(HTML_NAME)).toBeInTheDocument();
    expect(screen.getByText(LONG_NAME.trim())).toBeInTheDocument();
    expect(screen.getByText('Step 3').closest('li')).toHaveTextContent('Step 3––');
    expect(container.querySelector('img, b')).toBeNull();
  });

  it('teaches what it needs where the data is of another shape', () => {
    show([toDataFrame({ fields: [{ name: 'n', type: FieldType.number, values: [1] }] })]);
    expect(screen.getByText(/needs a row for each step/)).toBeInTheDocument();
  });
});
