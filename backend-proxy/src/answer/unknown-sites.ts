import type { Notice, Query } from '@fawkes/contract';
import type { AnswerContext } from './context';

const LISTED = 10;

/** Says which of the sites asked about the workspace does not have: their zeros would pass for numbers. */
export async function unknownSites({ site }: Query, { workspace, definitions }: AnswerContext): Promise<Notice[]> {
  if (site === undefined) {
    return [];
  }
  const known = await definitions.siteNames(workspace);
  const unknown = [site].flat().filter((domain) => !known.includes(domain.toLowerCase()));
  if (unknown.length === 0) {
    return [];
  }
  const listed = known.slice(0, LISTED).join(', ') + (known.length > LISTED ? ', …' : '');
  const text = `No site of this workspace: ${unknown.join(', ')}. Its sites are: ${listed || 'none yet'}.`;
  return [{ severity: 'warning', code: 'unknown_site', text }];
}
