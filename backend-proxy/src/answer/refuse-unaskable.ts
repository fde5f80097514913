import { refuseBadRegexes } from '../analytics/sql/regexes';
import { refuseSessionProperties } from '../analytics/sql/session-properties';
import type { Store } from '../store/store';

/**
 * Refuses definitions that could be kept, but never be asked about: whose matchers ask an event about its session, or whose regular
 * expressions the event store cannot read.
 * @throws Problem 422 that names their places
 */
export async function refuseUnaskable(definitions: unknown, store: () => Store): Promise<void> {
  refuseSessionProperties(definitions);
  await refuseBadRegexes(definitions, (statement) => store().query(statement));
}
