import { KNOWN_EVENTS } from './known-columns';
import type { Look } from './look';

const DELIMITERS: Record<string, string> = { ',': 'commas', '\t': 'tabs', ';': 'semicolons', '|': 'bars' };

/** What will be done with a file, for a person to see first. */
export function describe(path: string, look: Look, timezone: string): string[] {
  const { mapped, leftOut } = look.plan;
  const width = Math.max(...mapped.map(({ target }) => target.length));
  const renamed = renamedIn(look);
  return [
    `${path}: ${look.headings.length} columns between ${DELIMITERS[look.dialect.delimiter] ?? JSON.stringify(look.dialect.delimiter)}, ${look.encoding}`,
    ...mapped.map(({ target, heading }) => {
      const how = target === 'timestamp' ? ` (${look.time.title}${zoneOf(look, timezone)})` : '';
      return `  ${target.padEnd(width)}  from ${heading}${how}`;
    }),
    ...(mapped.some(({ target }) => target === 'event') ? [] : ['No column names the events: each row is a pageview.']),
    ...(leftOut.length > 0 ? [`Left out: ${leftOut.join(', ')}`] : []),
    ...renamed.map(([from, to]) => `Events called ${from} become ${to}.`),
  ];
}

/** Times without a zone need one. */
function zoneOf({ plan, sample, time }: Look, timezone: string): string {
  const { index } = plan.mapped.find(({ target }) => target === 'timestamp')!;
  return sample.some(({ fields }) => time.read((fields[index] ?? '').trim())?.local) ? `, in ${timezone}` : '';
}

function renamedIn({ plan, sample }: Look): Array<[string, string]> {
  const events = plan.mapped.find(({ target }) => target === 'event');
  const names = new Set(sample.map(({ fields }) => (events ? (fields[events.index] ?? '') : '')));
  return Object.entries(KNOWN_EVENTS).filter(([from]) => names.has(from));
}
