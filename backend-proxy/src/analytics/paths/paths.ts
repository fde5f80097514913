import type { PathsQuery } from '@fawkes/contract';
import { type Column, frame, numberColumn } from '../frame';
import { peopleNotices } from '../measures/people-notice';
import type { Computed, Question } from '../question';
import { graphFrames, type Ways } from './graph';
import { type Hop, hopsSql, wholeWaysSql } from './hops-sql';

interface WholeWay {
  way: string[];
  ways: number;
  distinct: number;
  total: number;
}

/**
 * The ways that people take: frames `nodes` and `edges`, or one of whole `paths`. A session or person gives one way; a step is an
 * active event that the filter selects. Shares are of all ways; `drop_off` are those that end (or begin) at a node, null at the
 * last step, beyond which nobody looked.
 */
export async function paths(q: Question<PathsQuery>): Promise<Computed> {
  const [computed, notices] = await Promise.all([
    q.query.view === 'graph' ? graph(q) : wholePaths(q),
    peopleNotices(q, ['active_users']),
  ]);
  return { ...computed, notices };
}

function waysOf({ query }: Question<PathsQuery>): Ways {
  return {
    steps: query.steps,
    backwards: query.to !== undefined,
    unit: query.within === 'session' ? 'Sessions' : 'People',
  };
}

async function graph(q: Question<PathsQuery>): Promise<Omit<Computed, 'notices'>> {
  const hops = await q.run<Hop>(hopsSql(q));
  const labels = new Map(hops.map((hop) => [hop.step, hop.labels]));
  const total = [...labels.values()].reduce((sum, count) => sum + count, 0);
  const shown = [...labels.values()].reduce((sum, count) => sum + Math.min(count, q.query.limit), 0);
  return { frames: graphFrames(hops, waysOf(q)), cut: total > shown ? { what: 'nodes', shown, total } : null };
}

/** A column for each step, then how many took the way. A shorter way leaves steps empty where it is not followed. */
async function wholePaths(q: Question<PathsQuery>): Promise<Omit<Computed, 'notices'>> {
  const rows = await q.run<WholeWay>(wholeWaysSql(q));
  const { steps, backwards, unit } = waysOf(q);
  const columns = Array.from({ length: steps }, (_, i): Column => {
    const place = backwards ? steps - 1 - i : i;
    const values = rows.map(({ way }) => way[place] ?? null);
    return { name: `step_${i + 1}`, type: 'string', values, config: { displayName: `Step ${i + 1}` } };
  });
  const [first] = rows;
  const counts = rows.map(({ ways }) => ways);
  const shares = rows.map(({ ways, total }) => (100 * ways) / total);
  return {
    frames: [
      frame('paths', [
        ...columns,
        numberColumn('count', counts, { displayName: unit, unit: 'locale' }),
        numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
      ]),
    ],
    cut: first && first.distinct > rows.length ? { what: 'paths', shown: rows.length, total: first.distinct } : null,
  };
}
