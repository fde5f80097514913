import { FLOW_ENDS, type Frame } from '@fawkes/contract';
import { frame, numberColumn, shownAs, textColumn } from '../frame';

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
      const people = sumOf(flows.filter((flow) => flow[side] === end));
      return people === 0 ? [] : [{ id: idOf(side, end), name, side: SIDES[side], people }];
    })
  );
  const total = sumOf(flows);
  const text = (name: string, of: (end: (typeof ends)[number]) => string) => textColumn(name, ends.map(of));
  return frame('nodes', [
    text('id', ({ id }) => id),
    text('title', ({ name }) => name),
    text('subtitle', ({ side }) => side),
    numberColumn(
      'mainstat',
      ends.map(({ people }) => people),
      { displayName: 'People', unit: 'locale' }
    ),
    numberColumn(
      'secondarystat',
      ends.map(({ people }) => (100 * people) / total),
      { displayName: 'Share', unit: 'percent' }
    ),
  ]);
}

function edges(flows: Flow[]): Frame {
  const before = (source: number) => sumOf(flows.filter((flow) => flow.source === source));
  const text = (name: string, of: (flow: Flow) => string) => textColumn(name, flows.map(of));
  return frame('edges', [
    text('id', ({ source, target }) => `${idOf('source', source)} → ${idOf('target', target)}`),
    text('source', ({ source }) => idOf('source', source)),
    text('target', ({ target }) => idOf('target', target)),
    numberColumn(
      'mainstat',
      flows.map(({ people }) => people),
      { displayName: 'People', unit: 'locale' }
    ),
    numberColumn(
      'secondarystat',
      flows.map(({ source, people }) => (100 * people) / before(source)),
      { displayName: 'Share of those before', unit: 'percent' }
    ),
  ]);
}
