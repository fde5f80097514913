import * as z from 'zod/mini';
import { domainSchema } from './definition';
import { eventInputSchema } from './event';

/** Most rows of one request, and the length of its body. */
export const MAX_IMPORT_ROWS = 50_000;
export const MAX_IMPORT_BYTES = 32 * 1024 * 1024;

const { name, timestamp, user_id, url, props, traits, value, interactive } = eventInputSchema.shape;
const short = user_id;
const long = url;

/** The columns of an import and what a row may have there; null and '' say nothing. `props.NAME` and `traits.NAME` come beside them. */
export const importColumns = {
  event: name,
  timestamp,
  user_id,
  anonymous_id: user_id,
  /** The page, whole or from its path on; or its two parts. */
  url,
  host: short,
  path: long,
  referrer: long,
  utm_source: short,
  utm_medium: short,
  utm_campaign: short,
  utm_content: short,
  utm_term: short,
  country: short,
  region: short,
  city: short,
  browser: short,
  browser_version: short,
  os: short,
  os_version: short,
  device: short,
  value,
  currency: z.optional(z.nullable(z.string().check(z.regex(/^[a-z]{3}$/i, 'three letters of ISO 4217')))),
  interactive,
  /** Many properties at once. */
  props,
  traits,
} as const;

export type ImportColumn = keyof typeof importColumns;

/** The name of a file's import in a site; the same content is the same import for good, whatever the file is called. */
export const importInputSchema = z.strictObject({
  site: domainSchema,
  /** SHA-256 of the content, unpacked, in hexadecimal. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal')),
  /** For people. */
  name: z.string().check(z.maxLength(1000)),
});

/** All rows of a file were sent, and so many of them were wrong. */
export const importEndSchema = z.strictObject({ rejected: z.int().check(z.gte(0)) });

/** Numbers of rows, both ends included. */
export const rowRangeSchema = z.tuple([z.int(), z.int()]);

export const importStateSchema = z.object({
  id: z.string(),
  site: z.string(),
  hash: z.string(),
  name: z.string(),
  created: z.string(),
  /** Rows that are stored for good, in order; they are not taken again. */
  settled: z.array(rowRangeSchema),
});

export const importReceiptSchema = z.object({
  accepted: z.int(),
  /** Rows that were stored before. */
  known: z.int(),
  rejected: z.array(z.object({ row: z.int(), code: z.string(), message: z.string() })),
});

export type ImportInput = z.infer<typeof importInputSchema>;
export type ImportState = z.infer<typeof importStateSchema>;
export type ImportReceipt = z.infer<typeof importReceiptSchema>;
