import React from 'react';
import { render, screen } from '@testing-library/react';
import { LoadingState, getDefaultTimeRange, type DataFrame, type PanelProps } from '@grafana/data';
import { headlineFrame, trendFrame } from '../testFrames';
import { HeadlinePanel, type HeadlineOptions } from './HeadlinePanel';

describe('HeadlinePanel', () => {
  it("shows the range's number and the change as the answer gives it", () => {
    show([headlineFrame()], { field: 'page_views' });
    expect(screen.getByText('30')).toBeInTheDocument();
    expect(screen.getByText('76.5%')).toBeInTheDocument();
  });

  it('says of a number that is not known why, and not that there is no data', () => {
    const answer = headlineFrame();
    answer.fields[2]!.values = [null];
    answer.meta = { custom: { notices: [{ severity: 'warning', code: 'nobody_known', text: 'Send user_id.' }] } };
    show([answer], { field: 'page_views' });
    expect(screen.getByText('–')).toBeInTheDocument();
    expect(screen.getByRole('note', { name: 'Not known: Send user_id.' })).toBeInTheDocument();
    expect(screen.queryByText(/No data/)).not.toBeInTheDocument();
  });

  it('never takes the last bucket of a line for the number of the range', () => {
    show([trendFrame()], { field: 'sessions' });
    expect(screen.getByText(/No data/)).toBeInTheDocument();
  });
});

function show(series: DataFrame[], options: HeadlineOptions) {
  const data = { series, state: LoadingState.Done, timeRange: getDefaultTimeRange() };
  const props = { data, options, width: 240, height: 120 } as PanelProps<HeadlineOptions>;
  return render(<HeadlinePanel {...props} />);
}
