import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { After, AfterAll, Before, BeforeAll, setDefaultTimeout, setWorldConstructor } from '@cucumber/cucumber';
import { startProxy, type ProxyProcess } from '../../../backend-proxy/test/proxy-process';

setDefaultTimeout(120_000);

let directory: string;
/** One for all scenarios: each has a workspace of its own. */
let proxy: ProxyProcess;
let scenarios = 0;

BeforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fawkes-features-'));
  proxy = await startProxy(join(directory, 'data'));
  await proxy.ready();
});
AfterAll(async () => {
  await proxy.end();
  rmSync(directory, { recursive: true });
});

interface Answered {
  status: number;
  headers: Headers;
  bytes: Buffer;
}

/** What a scenario knows: its workspace, whom it asks as, and the last answer. */
export class World {
  workspace = '';
  site = '';
  tokens: Record<string, string> = {};
  asker = 'read';
  last: Answered | undefined;

  async setUp(): Promise<void> {
    scenarios += 1;
    this.workspace = `scenario-${scenarios}`;
    this.site = `${this.workspace}.example`;
    await proxy.ask('/api/v1/workspaces', { body: { name: this.workspace } });
    await proxy.ask('/api/v1/sites', { body: { domain: this.site }, workspace: this.workspace });
    for (const role of ['read', 'ingest', 'edit', 'admin']) {
      const { body } = await proxy.ask<{ token: string }>('/api/v1/tokens', {
        body: { role },
        workspace: this.workspace,
      });
      this.tokens[role] = body.token;
    }
  }

  async request(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<void> {
    const token = this.tokens[this.asker];
    const response = await fetch(proxy.address + path.replaceAll('{site}', this.site), {
      method,
      redirect: 'manual',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body.replaceAll('{site}', this.site) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    this.last = { status: response.status, headers: response.headers, bytes };
  }

  async as(role: string, action: () => Promise<void>): Promise<void> {
    const before = this.asker;
    this.asker = role;
    await action();
    this.asker = before;
  }

  get answer(): Answered {
    if (!this.last) {
      throw new Error('nothing was asked yet');
    }
    return this.last;
  }

  get text(): string {
    return this.answer.bytes.toString();
  }

  /** A part of the answer's JSON by its path, such as `results.A.frames.0`. */
  part(path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], JSON.parse(this.text));
  }

  /** Runs a command of the command line against the proxy, in the scenario's workspace where it names none. */
  run(...args: string[]): ReturnType<ProxyProcess['run']> {
    return proxy.run(...args, ...(args.includes('--workspace') ? [] : ['--workspace', this.workspace]));
  }
}

setWorldConstructor(World);
Before(async function (this: World) {
  await this.setUp();
});
After(function (this: World, { result }) {
  if (result?.status === 'FAILED' && this.last) {
    process.stderr.write(`${this.last.status} ${this.text.slice(0, 1000)}\n`);
  }
});
