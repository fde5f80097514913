import React from 'react';
import { render, screen } from '@testing-library/react';
import { LoadingState, getDefaultTimeRange, type PanelData } from '@grafana/data';
import { SceneDataNode, SceneReactObject } from '@grafana/scenes';
import { headlineFrame, trendFrame } from '../../panels/testFrames';
import { AnswerFrame } from './AnswerFrame';
import type { PageMeta } from './answerMeta';

describe('AnswerFrame', () => {
  it('shows the page alone when there is nothing to say', () => {
    show({ meta: { demo: false, freshness: '2026-11-23T10:00:00Z' } });
    expect(screen.getByText('the panels')).toBeInTheDocument();
    expect(screen.queryByText('Demo data')).not.toBeInTheDocument();
  });

  it('marks generated numbers', () => {
    show({ meta: { demo: true } });
    expect(screen.getByText('Demo data')).toBeInTheDocument();
    expect(screen.getByText('the panels')).toBeInTheDocument();
  });

  it('says once what the answers say about their numbers', () => {
    const notice = {
      severity: 'info' as const,
      code: 'anonymous_share',
      text: '100 % of the 12 people are anonymous.',
    };
    show({ meta: { notices: [notice] } });
    expect(screen.getAllByText('100 % of the 12 people are anonymous.')).toHaveLength(1);
    expect(screen.getByText('the panels')).toBeInTheDocument();
  });

  it('teaches how to send the first event in place of empty panels', () => {
    show({ meta: { freshness: null } });
    expect(screen.getByText('Send your first event')).toBeInTheDocument();
    expect(screen.getByText(/api\/v1\/events/)).toBeInTheDocument();
    expect(screen.queryByText('the panels')).not.toBeInTheDocument();
  });

  it('asks for patience while the demo has no events yet', () => {
    show({ meta: { freshness: null, demo: true } });
    expect(screen.getByText('The demo is being told')).toBeInTheDocument();
    expect(screen.queryByText('Send your first event')).not.toBeInTheDocument();
  });

  it('says an error once, with what to do, and keeps the panels that have numbers', () => {
    const error = { message: 'The token may not read.' };
    show({ data: { state: LoadingState.Error, errors: [error, error] } });
    expect(screen.getAllByText('The token may not read.')).toHaveLength(1);
    expect(screen.getByRole('link', { name: /Test the data source/ })).toBeInTheDocument();
    expect(screen.getByText('the panels')).toBeInTheDocument();
  });

  it.each([
    [404, false],
    [403, true],
    [502, true],
  ])('sends nobody to the data source for what was refused as it was asked: %i', (status, leadsThere) => {
    show({ data: { state: LoadingState.Error, errors: [{ status, message: 'There is no such experiment.' }] } });
    expect(screen.queryByRole('link', { name: /Test the data source/ }) !== null).toBe(leadsThere);
  });
});

function show({ meta, data }: { meta?: PageMeta; data?: Partial<PanelData> }) {
  const frame = new AnswerFrame({
    body: new SceneReactObject({ component: () => <p>the panels</p> }),
    $data: new SceneDataNode({
      data: {
        state: LoadingState.Done,
        series: [trendFrame(), headlineFrame()].map((frame) => ({ ...frame, meta: { custom: meta } })),
        timeRange: getDefaultTimeRange(),
        ...data,
      },
    }),
  });
  return render(<frame.Component model={frame} />);
}
