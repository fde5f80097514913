import type { ExperimentDefinition, ExperimentDesign, QueryInput } from '@fawkes/contract';
import type { EventStore } from '../src/store/event-store';
import { ask, columns } from './ask';
import { load, type TestEvent } from './events';
import { at, day } from './world';

/** The weeks in which the experiment `checkout` takes place. */
const TWO_WEEKS = { from: day(0), to: day(14) };

let worlds = 0;

/** Stores the events in a workspace of their own and gives ways to ask about the experiments in them. */
export async function experimentWorld(
  store: EventStore,
  events: TestEvent[],
  experiments: ExperimentDefinition[] = []
) {
  const workspace = `experiments in world ${(worlds += 1)}`;
  await load(
    store,
    events.map((e) => ({ ...e, workspace }))
  );
  const answered = (query: object) =>
    ask(store, { v: 1, range: TWO_WEEKS, ...query } as QueryInput, { workspace, experiments });
  return {
    list: (query: object = {}) => answered({ kind: 'experiments', ...query }),
    people: (pick: object) =>
      answered({ kind: 'people', limit: 1000, of: { kind: 'experiment', experiment: 'checkout', pick } }),
    /** The frames of `checkout` by their names, and the rows of its results. */
    async one(design?: ExperimentDesign, query: object = {}) {
      const { frames, meta } = await answered({
        kind: 'experiment',
        experiment: 'checkout',
        ...(design && { design }),
        ...query,
      });
      const names = frames.map(({ schema }) => schema.name);
      const frame = (name: string) => columns({ frames, meta }, names.indexOf(name));
      return { frame, meta, rows: rowsOf(frame('results')) };
    },
  };
}

/** The rows of a table as objects. */
export function rowsOf(table: Record<string, unknown[]>): Array<Record<string, unknown>> {
  const [first = []] = Object.values(table);
  return first.map((_, i) => Object.fromEntries(Object.entries(table).map(([name, values]) => [name, values[i]])));
}

/** A person is shown the variant, which by itself is no activity. */
export function sees(hours: number, user_id: string, variant: string): TestEvent {
  return at(hours, { user_id, name: 'exposure', interactive: false, props: { experiment: 'checkout', variant } });
}

/** So many people of a variant, of whom the first `converts` buy a day later. */
export function arm(variant: string, people: number, converts: number): TestEvent[] {
  return Array.from({ length: people }, (_, i): TestEvent[] => {
    const user_id = `${variant} ${i}`;
    const seen = sees(1 + i / 1000, user_id, variant);
    return i < converts ? [seen, at(25, { user_id, name: 'buy', props: { experiment: 'checkout', variant } })] : [seen];
  }).flat();
}
