import type { Catalog } from '../catalog';

const NAME = "the proxy's own page, made at each start";

/**
 * A token for the link to the proxy's own page that is printed at the start. It may read only, and it replaces the one of
 * the start before, so that an old link in a terminal's history opens nothing.
 */
export async function newPageToken({ tokens }: Catalog, workspace: string): Promise<string> {
  const old = (await tokens.list(workspace)).filter(({ name }) => name === NAME);
  await Promise.all(old.map(({ id }) => tokens.revoke(workspace, id)));
  return (await tokens.create(workspace, 'read', NAME)).token;
}
