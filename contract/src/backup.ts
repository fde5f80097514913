import * as z from 'zod/mini';

/** What a backup will consist of, beside the catalog. */
export const backupPlanSchema = z.object({
  /** It has what was received up to then, in milliseconds since 1970. */
  until: z.int(),
  /** The one that is taken along; null for all. */
  workspace: z.nullable(z.string()),
  events: z.int(),
  files: z.array(z.string()),
});

export const restoreStateSchema = z.object({
  /** Files that are in. */
  restored: z.array(z.string()),
  /** Events that are there. */
  events: z.int(),
});

/** `manifest.json` of a backup. */
export const manifestSchema = z.object({
  format: z.literal('fawkes-analytics-backup'),
  version: z.literal(1),
  id: z.uuid(),
  /** The program that wrote it. */
  program: z.string(),
  taken: z.string(),
  workspace: z.nullable(z.string()),
  events: z.int(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});

export type BackupPlan = z.infer<typeof backupPlanSchema>;
export type RestoreState = z.infer<typeof restoreStateSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
