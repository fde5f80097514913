import { type Frame, RFM_GROUPS, type RfmQuery } from '@fawkes/contract';
import { bind, sql } from '../../store/sql';
import { knownPeople } from '../behaviour/known-people';
import { momentAt } from '../behaviour/moment';
import { rulesOf } from '../behaviour/rules';
import { DAY_MS } from '../behaviour/segment-sql';
import { frame, numberColumn, textColumn } from '../frame';
import type { Computed, Question } from '../question';
import { groupOf } from './groups';
import { fifthsSql } from './rfm-sql';

interface Cell {
  recency: number;
  frequency: number;
  breadth: number;
  people: number;
  /** Milliseconds since last seen, sessions and features, over all its people. */
  unseen: number;
  sessions: number;
  features: number;
}

const FIFTHS = [1, 2, 3, 4, 5];

/**
 * The people active in the active days before the end of the range by fifths of recency, frequency (sessions) and breadth
 * (distinct features used) of those days: frame `groups`, a row for each named group of cells, with its people, their share
 * (percent) and means; frame `grid`, a row a fifth of recency (the latest first) and a field a fifth of frequency; frame
 * `cells`, a row for each cell of all three that has people. Counts users and stable visitors only.
 */
export async function rfm(q: Question<RfmQuery>): Promise<Computed> {
  const moment = momentAt(q.range.to, rulesOf(q), q.timezone);
  const features = await q.features();
  const cells = await q.run<Cell>(sql`SELECT recency, frequency, breadth, count() AS people,
      sum(${bind('Int64', moment.end)} - last) AS unseen, sum(sessions) AS sessions, sum(features) AS features
    FROM (${fifthsSql(q, moment, features)})
    GROUP BY recency, frequency, breadth ORDER BY recency DESC, frequency DESC, breadth DESC`);
  const active = { from: moment.activeFrom, to: moment.end };
  const { nobody, notices } = await knownPeople(q, active, cells.length === 0);
  return { frames: [groupsFrame(cells, nobody), gridFrame(cells, nobody), cellsFrame(cells)], notices, cut: null };
}

function groupsFrame(cells: Cell[], nobody: boolean): Frame {
  const groups = RFM_GROUPS.map((name) => cells.filter((cell) => groupOf(cell.recency, cell.frequency) === name));
  const all = sum(cells, 'people');
  const number = (name: string, displayName: string, of: (group: Cell[]) => number | null, config = {}) =>
    numberColumn(
      name,
      groups.map((group) => (nobody ? null : of(group))),
      { displayName, ...config }
    );
  const mean =
    (of: 'unseen' | 'sessions' | 'features', unit = 1) =>
    (group: Cell[]) =>
      group.length === 0 ? null : sum(group, of) / unit / sum(group, 'people');
  return frame('groups', [
    textColumn('group', [...RFM_GROUPS], { displayName: 'Group' }),
    number('people', 'People', (group) => sum(group, 'people'), { unit: 'locale' }),
    number('share', 'Share', (group) => (all === 0 ? null : (100 * sum(group, 'people')) / all), { unit: 'percent' }),
    number('days_since_seen', 'Days since last seen', mean('unseen', DAY_MS), { decimals: 1 }),
    number('sessions', 'Sessions', mean('sessions'), { decimals: 1 }),
    number('features_used', 'Features used', mean('features'), { decimals: 1 }),
  ]);
}

function gridFrame(cells: Cell[], nobody: boolean): Frame {
  const rows = [...FIFTHS].reverse();
  const people = (recency: number, frequency: number) =>
    sum(
      cells.filter((cell) => cell.recency === recency && cell.frequency === frequency),
      'people'
    );
  return frame('grid', [
    numberColumn('recency', rows, { displayName: 'Recency' }),
    ...FIFTHS.map((frequency) =>
      numberColumn(
        `f${frequency}`,
        rows.map((recency) => (nobody ? null : people(recency, frequency))),
        { displayName: `Frequency ${frequency}`, unit: 'locale' }
      )
    ),
  ]);
}

function cellsFrame(cells: Cell[]): Frame {
  const number = (name: 'recency' | 'frequency' | 'breadth' | 'people', displayName: string) =>
    numberColumn(
      name,
      cells.map((cell) => cell[name]),
      { displayName }
    );
  const groups = cells.map(({ recency, frequency }) => groupOf(recency, frequency));
  return frame('cells', [
    number('recency', 'Recency'),
    number('frequency', 'Frequency'),
    number('breadth', 'Breadth'),
    textColumn('group', groups, { displayName: 'Group' }),
    number('people', 'People'),
  ]);
}

function sum(cells: Cell[], of: 'people' | 'unseen' | 'sessions' | 'features'): number {
  return cells.reduce((total, cell) => total + Number(cell[of]), 0);
}
