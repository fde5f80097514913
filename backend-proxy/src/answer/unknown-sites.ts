import type { Query } from '@fawkes/contract';
import { shortened } from '../issue-place';
import { Problem } from '../problem';
import type { AnswerContext } from './context';

const LISTED = 10;

/**
 * Refuses sites that the workspace does not have: their zeros would pass for numbers.
 * @throws Problem 404 that lists those there are
 */
export async function refuseUnknownSites(
  { site }: Pick<Query, 'site'>,
  { workspace, definitions }: Pick<AnswerContext, 'workspace' | 'definitions'>
): Promise<void> {
  if (site === undefined) {
    return;
  }
  const known = await definitions.siteNames(workspace);
  const unknown = [site].flat().filter((domain) => !known.includes(domain.toLowerCase()));
  if (unknown.length > 0) {
    const listed = known.slice(0, LISTED).join(', ') + (known.length > LISTED ? ', …' : '');
    throw new Problem(
      404,
      'unknown_site',
      `No site of this workspace: ${shortened(unknown.join(', '))}. Its sites are: ${listed || 'none yet'}.`,
      [{ path: 'site', message: 'unknown' }]
    );
  }
}
