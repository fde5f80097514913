import { importColumns, type ImportColumn } from '@fawkes/contract';
import { CliError } from '../cli-error';
import { isTechnical, KNOWN_COLUMNS, looksLikeTotals, plain } from './known-columns';

/** Where a column of the file goes. */
export interface Mapped {
  /** A column of the import, or `props.NAME`, `traits.NAME`. */
  target: string;
  heading: string;
  /** Its place in a record, from 0. */
  index: number;
}

/** What becomes of each column of a file. */
export interface Plan {
  mapped: Mapped[];
  /** Headings that nothing is taken from. */
  leftOut: string[];
}

export interface PlanOptions {
  /** `FIELD=COLUMN`, as given. */
  map: readonly string[];
  onlyMapped: boolean;
}

const MOST_PROPERTIES = 100;

/** Decides about each column: first what was said, then what exports usually mean; the rest become properties. */
export function planColumns(headings: readonly string[], { map, onlyMapped }: PlanOptions): Plan {
  const told = map.map((pair) => toldColumn(pair, headings));
  const targets = new Set(told.map(({ target }) => target));
  const taken = new Set(told.map(({ index }) => index));
  if (targets.size < told.length) {
    throw new CliError('--map: a field can come from one column only.', 2);
  }
  const guessed = onlyMapped ? [] : guessColumns(headings, targets, taken);
  guessed.forEach(({ index }) => taken.add(index));
  const mapped = [...told, ...guessed];
  const rest = headings.map((heading, index) => ({ heading, index })).filter(({ index }) => !taken.has(index));
  const [leftOut, properties] = divide(rest, ({ heading }) => onlyMapped || heading === '' || isTechnical(heading));
  for (const { heading, index } of properties) {
    mapped.push({ target: `props.${heading}`, heading, index });
  }
  checkPlan(mapped, headings);
  return { mapped, leftOut: leftOut.map(({ heading }) => heading).filter((heading) => heading !== '') };
}

function toldColumn(pair: string, headings: readonly string[]): Mapped {
  const at = pair.indexOf('=');
  const target = pair.slice(0, at).trim();
  const heading = pair.slice(at + 1).trim();
  if (at < 1 || heading === '') {
    throw new CliError(`--map ${pair}: expected FIELD=COLUMN, such as event=Name.`, 2);
  }
  if (!/^(props|traits)\../.test(target) && !Object.hasOwn(importColumns, target)) {
    throw new CliError(
      `--map ${pair}: there is no field ${target}; there are ${Object.keys(importColumns).join(', ')}, props.NAME and traits.NAME.`,
      2
    );
  }
  const index = [headings.indexOf(heading), headings.findIndex((one) => plain(one) === plain(heading))].find(
    (i) => i >= 0
  );
  if (index === undefined) {
    throw new CliError(`--map ${pair}: the file has no column ${JSON.stringify(heading)}; it has ${listed(headings)}.`);
  }
  return { target, heading: headings[index]!, index };
}

function guessColumns(headings: readonly string[], told: ReadonlySet<string>, taken: ReadonlySet<number>): Mapped[] {
  const places = new Map<string, number>();
  headings.forEach((heading, index) => {
    if (!taken.has(index) && !places.has(plain(heading))) {
      places.set(plain(heading), index);
    }
  });
  return KNOWN_COLUMNS.flatMap(([target, known]) => {
    const index = known.map((heading) => places.get(plain(heading))).find((place) => place !== undefined);
    if (told.has(target) || index === undefined) {
      return [];
    }
    places.delete(plain(headings[index]!));
    return [{ target, heading: headings[index]!, index }];
  });
}

function checkPlan(mapped: readonly Mapped[], headings: readonly string[]): void {
  const has = (...targets: ImportColumn[]) => mapped.some(({ target }) => targets.some((one) => one === target));
  if (!has('event') && looksLikeTotals(headings)) {
    throw new CliError(
      'The file has totals, not events: import takes one event a row, with its name and its time. Export the events themselves.'
    );
  }
  if (!has('event', 'url', 'path')) {
    throw new CliError(
      `No column seems to name the events; say which does with --map event=COLUMN. The file has ${listed(headings)}.`
    );
  }
  if (!has('timestamp')) {
    throw new CliError(
      `No column seems to tell the time; say which does with --map timestamp=COLUMN. The file has ${listed(headings)}.`
    );
  }
  if (mapped.filter(({ target }) => target.startsWith('props.')).length > MOST_PROPERTIES) {
    throw new CliError(
      `More than ${MOST_PROPERTIES} columns would become properties: say which to take with --only-mapped and --map props.NAME=COLUMN.`
    );
  }
}

const MOST_LISTED = 30;

function listed(headings: readonly string[]): string {
  const shown = headings.slice(0, MOST_LISTED).map((heading) => JSON.stringify(heading.slice(0, 100)));
  return shown.join(', ') + (headings.length > MOST_LISTED ? `, and ${headings.length - MOST_LISTED} more` : '');
}

function divide<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
