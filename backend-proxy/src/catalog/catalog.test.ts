import { mkdtempSync, rmSync, statSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureSchema, funnelDefinitionSchema } from '@fawkes/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminToken, adminTokenFile } from './admin-token';
import { DEFAULT_FEATURES, DEFAULT_FUNNELS } from './defaults';
import { openCatalog, type Catalog } from './index';

let directory: string;
let catalog: Catalog;
const url = () => `sqlite:${join(directory, 'catalog.sqlite')}`;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-catalog-'));
  catalog = await openCatalog(url());
});
afterEach(async () => {
  await catalog.close();
  rmSync(directory, { recursive: true });
});

describe('workspaces', () => {
  it('begins with default and demo, and keeps what is made over a restart', async () => {
    await catalog.workspaces.create('acme');
    await catalog.close();
    catalog = await openCatalog(url());
    expect(await catalog.workspaces.list()).toEqual(['acme', 'default', 'demo']);
    expect(await catalog.workspaces.exists('acme')).toBe(true);
    expect(await catalog.workspaces.exists('other')).toBe(false);
  });

  it('refuses a name that is taken', async () => {
    await expect(catalog.workspaces.create('demo')).rejects.toMatchObject({ status: 409, code: 'workspace_exists' });
  });
});

describe('sites', () => {
  it('gives a domain to one workspace of the installation', async () => {
    await catalog.sites.add('default', 'Docs.Example');
    expect(await catalog.sites.workspaceOf('docs.EXAMPLE')).toBe('default');
    await expect(catalog.sites.add('demo', 'docs.example')).rejects.toMatchObject({ status: 409, code: 'site_taken' });
    expect(await catalog.sites.list('demo')).toEqual([]);
  });

  it('takes the same site of the same workspace twice', async () => {
    expect((await catalog.sites.add('default', 'a.example')).added).toBe(true);
    expect((await catalog.sites.add('default', 'a.example')).added).toBe(false);
    expect(await catalog.sites.list('default')).toEqual([
      expect.objectContaining({ domain: 'a.example', doubled: 'drop', version: 1 }),
    ]);
  });
});

describe('tokens', () => {
  it('verifies what it made, until it is revoked', async () => {
    const { id, token } = await catalog.tokens.create('default', 'read', 'Grafana');
    expect(token).toMatch(/^fwk_[\w-]{43}$/);
    expect(await catalog.tokens.verify(token)).toEqual({ id, workspace: 'default', role: 'read' });
    expect(await catalog.tokens.verify(`${token}x`)).toBeUndefined();
    expect(await catalog.tokens.list('default')).toEqual([
      { id, role: 'read', name: 'Grafana', created: expect.any(String) },
    ]);
    expect(await catalog.tokens.revoke('demo', id)).toBe(false);
    expect(await catalog.tokens.revoke('default', id)).toBe(true);
    expect(await catalog.tokens.verify(token)).toBeUndefined();
  });

  it('keeps no token, only its hash', async () => {
    const { token } = await catalog.tokens.create('default', 'read');
    await catalog.close();
    const file = readFileSync(join(directory, 'catalog.sqlite'));
    expect(file.includes(token)).toBe(false);
    catalog = await openCatalog(url());
  });
});

describe('definitions', () => {
  it('are valid in the language of the contract', () => {
    for (const feature of DEFAULT_FEATURES) {
      expect(featureSchema.parse(feature)).toEqual(feature);
    }
    for (const funnel of DEFAULT_FUNNELS) {
      expect(funnelDefinitionSchema.parse(funnel)).toEqual(funnel);
    }
  });

  it('come with every workspace, in the three spellings', async () => {
    const features = await catalog.definitions.features('default');
    expect(features.map((feature) => feature.name)).toEqual([
      'Configure Monitoring',
      'Create Service',
      'Deploy Application',
      'Run Pipeline',
      'View Documentation',
    ]);
    expect(features[4]?.match).toEqual({
      events: ['View Documentation', 'documentation.view.*', 'documentation:view'],
      paths: ['/docs/**'],
    });
    const funnels = await catalog.definitions.funnels('demo');
    expect(funnels.map(({ name }) => name)).toEqual(['deployment', 'onboarding', 'service_creation']);
    expect(funnels[2]).toMatchObject({
      window: '1d',
      entry: { events: ['Open Templates'], paths: ['/templates'] },
      steps: [
        { name: 'Select Template' },
        { name: 'Configure Service' },
        {
          name: 'Review & Create',
          match: {
            events: ['Review & Create', 'service_creation.review_create.*', 'service_creation:review-create'],
          },
        },
        { name: 'Service Active' },
      ],
    });
  });
});

describe('salts', () => {
  const noon = Date.UTC(2026, 10, 23, 12);
  const day = 86_400_000;

  it('hold for a day, are yesterday’s the day after, and are gone then', async () => {
    const first = await catalog.salts.today(noon);
    expect(first.previous).toBeUndefined();
    expect((await catalog.salts.today(noon + 1000)).current).toEqual(first.current);
    const second = await catalog.salts.today(noon + day);
    expect(second.current).not.toEqual(first.current);
    expect(second.previous).toEqual(first.current);
    const fourth = await catalog.salts.today(noon + 3 * day);
    expect(fourth.previous).toBeUndefined();
    expect((await catalog.salts.today(noon)).current).not.toEqual(first.current);
  });

  it('are shared by proxies on one catalog and kept over restarts', async () => {
    const first = await catalog.salts.today(noon);
    const other = await openCatalog(url());
    expect(await other.salts.today(noon)).toEqual(first);
    await other.close();
  });
});

it('the admin token is written once, for its owner only', async () => {
  const token = await adminToken(directory);
  expect(token).toMatch(/^fwk_/);
  expect(await adminToken(directory)).toBe(token);
  expect(statSync(adminTokenFile(directory)).mode & 0o777).toBe(0o600);
});
