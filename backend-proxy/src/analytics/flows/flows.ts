import { BEHAVIOURS, FLOW_ENDS, type FlowsQuery, type Frame } from '@fawkes/contract';
import { sql } from '../../store/sql';
import { knownPeople } from '../behaviour/known-people';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { flowsSql, planFlows } from './flows-sql';
import { type Flow, graphFrames, sumOf } from './graph';

/**
 * People by their behavioural segment at the start of the range and at its end: frame `flows` with a row for each pair that has
 * people, and the share of those who were in the first (percent); frame `sizes` with each segment's people before and after,
 * which are the sums of the flows; frames `nodes` and
 * `edges` with the same for a graph. `None` is no segment. Counts users and stable visitors only.
 */
export async function flows(q: Question<FlowsQuery>): Promise<Computed> {
  const plan = planFlows(q, await q.features());
  const rows = await q.run<Flow>(sql`SELECT source, target, count() AS people FROM (${flowsSql(q, plan)})
    GROUP BY source, target ORDER BY source, target`);
  const { nobody, notices } = await knownPeople(
    q,
    { from: plan.before.activeFrom, to: plan.after.end },
    rows.length === 0
  );
  return { frames: [flowsFrame(rows), sizesFrame(rows, nobody), ...graphFrames(rows)], notices, cut: null };
}

function flowsFrame(rows: Flow[]): Frame {
  const from = (source: number) => sumOf(rows.filter((row) => row.source === source));
  return frame('flows', [
    textColumn(
      'from',
      rows.map(({ source }) => FLOW_ENDS[source] as string),
      { displayName: 'From' }
    ),
    textColumn(
      'to',
      rows.map(({ target }) => FLOW_ENDS[target] as string),
      { displayName: 'To' }
    ),
    numberColumn(
      'people',
      rows.map(({ people }) => people),
      { displayName: 'People', unit: 'locale' }
    ),
    numberColumn(
      'share',
      rows.map(({ source, people }) => (100 * people) / from(source)),
      {
        displayName: 'Share of those before',
        unit: 'percent',
      }
    ),
  ]);
}

function sizesFrame(rows: Flow[], nobody: boolean): Frame {
  const sizes = (side: 'source' | 'target') =>
    BEHAVIOURS.map((_, i) => (nobody ? null : sumOf(rows.filter((row) => row[side] === i + 1))));
  return frame('sizes', [
    textColumn('segment', [...BEHAVIOURS], { displayName: 'Segment' }),
    numberColumn('before', sizes('source'), { displayName: 'Before', unit: 'locale' }),
    numberColumn('after', sizes('target'), { displayName: 'After', unit: 'locale' }),
  ]);
}
