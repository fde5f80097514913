import * as z from 'zod/mini';

/** What was done in a workspace that somebody may have to answer for. It names no person whose data it was. */
export const auditEntrySchema = z.object({
  id: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** `token <id>`, or `installation` for a token of the whole installation. */
  actor: z.string(),
  action: z.enum([
    'person.exported',
    'person.erased',
    'definition.created',
    'definition.changed',
    'definition.deleted',
    'token.created',
    'token.revoked',
    'import.started',
    'import.ended',
  ]),
  detail: z.string(),
});

export type AuditEntry = z.infer<typeof auditEntrySchema>;
