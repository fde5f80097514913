import { refuseBadRegexes } from '../analytics/sql/regexes';
import type { Store } from '../store/store';

/**
 * Refuses definitions that could be kept, but never be asked about: whose regular expressions the event store cannot read.
 * @throws Problem 422 that names their places
 */
export function refuseUnaskable(definitions: unknown, store: () => Store): Promise<void> {
  return refuseBadRegexes(definitions, (statement) => store().query(statement));
}
