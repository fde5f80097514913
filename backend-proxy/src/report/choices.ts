import { domainSchema, timezoneSchema, workspaceNameSchema } from '@fawkes/contract';
import * as z from 'zod/mini';

export const RANGES = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;

export const PAGES = {
  overview: { path: '/', title: 'Overview' },
  usage: { path: '/usage', title: 'Usage' },
  adoption: { path: '/adoption', title: 'Adoption' },
  experiments: { path: '/experiments', title: 'Experiments' },
  segments: { path: '/segments', title: 'Segments' },
  funnels: { path: '/funnels', title: 'Funnels' },
} as const;

export type PageName = keyof typeof PAGES;

/** A form sends every field: one that is left empty is not chosen. */
const chosen = <T extends z.ZodMiniType>(schema: T) =>
  z.optional(
    z.pipe(
      z.transform((value) => (value === '' ? undefined : value)),
      z.optional(schema)
    )
  );

/** What a visitor looks at, as the page's address says it. */
export const choicesSchema = z.object({
  range: chosen(z.enum(RANGES, { error: `a range is one of ${RANGES.join(', ')}` })),
  site: chosen(domainSchema),
  compare: chosen(z.enum(['previous', 'none'], { error: 'compare is previous or none' })),
  funnel: chosen(z.string().check(z.maxLength(200, 'the name of a funnel has at most 200 characters'))),
  timezone: chosen(timezoneSchema),
  workspace: chosen(workspaceNameSchema),
});

export type Choices = z.infer<typeof choicesSchema>;

/** The range of a page whose address names none, as in the app. */
export const DEFAULT_RANGE = '7d';

/** The zone of a page whose address names none: the proxy's own, which is the reader's where it runs on their machine. */
export const localTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The address of a page with these choices, some of them changed. */
export function addressOf(page: PageName, choices: Choices, changes: Choices = {}): string {
  const all = Object.entries({ ...choices, ...changes }).filter((entry): entry is [string, string] =>
    Boolean(entry[1])
  );
  const query = new URLSearchParams(all).toString();
  return PAGES[page].path + (query === '' ? '' : `?${query}`);
}
