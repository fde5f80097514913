import { FLOW_ENDS, type Frame } from '@fawkes/contract';
import { frame, numberColumn, shownAs, textColumn } from '../frame';
import { statColumns } from '../stat-columns';

export interface Flow {
  /** Places among FLOW_ENDS. */
  source: number;
  target: number;
  people: number;
}

const SIDES = { source: 'Before', target: 'After' } as const;
type Side = keyof typeof SIDES;

/** Flows for Grafana's graph of nodes: each segment that people were in before, and each that they are in after, is one of its own. */
export function graphFrames(flows: Flow[]): Frame[] {
  return [nodes(flows), edges(flows)].map((part) => shownAs('nodeGraph', part));
}

export function sumOf(flows: Flow[]): number {
  return flows.reduce((sum, { people }) => sum + people, 0);
}

const idOf = (side: Side, end: number) => `${side} ${FLOW_ENDS[end]}`;

function nodes(flows: Flow[]): Frame {
  const ends = (['source', 'target'] as const).flatMap((side) =>
    FLOW_ENDS.flatMap((name, end) => {
      const sum = sumOf(flows.filter((flow) => flow[side] === end));
      return sum === 0 ? [] : [{ id: idOf(side, end), name, side: SIDES[side], people: sum }];
    })
  );
  const people = ends.map((end) => end.people);
  const shares = people.map((n) => (100 * n) / sumOf(flows));
  const text = (name: string, of: (end: (typeof ends)[number]) => string) => textColumn(name, ends.map(of));
  return frame('nodes', [
    text('id', ({ id }) => id),
    text('title', ({ name }) => name),
    text('subtitle', ({ side }) => side),
    ...statColumns(people, shares, 'People'),
    numberColumn('people', people, { displayName: 'People', unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
  ]);
}

function edges(flows: Flow[]): Frame {
  const before = (source: number) => sumOf(flows.filter((flow) => flow.source === source));
  const people = flows.map((flow) => flow.people);
  const shares = flows.map((flow) => (100 * flow.people) / before(flow.source));
  const text = (name: string, of: (flow: Flow) => string) => textColumn(name, flows.map(of));
  return frame('edges', [
    text('id', ({ source, target }) => `${idOf('source', source)} → ${idOf('target', target)}`),
    text('source', ({ source }) => idOf('source', source)),
    text('target', ({ target }) => idOf('target', target)),
    ...statColumns(people, shares, 'People'),
    numberColumn('people', people, { displayName: 'People', unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share of those before', unit: 'percent' }),
  ]);
}
