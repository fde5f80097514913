import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createClient from 'openapi-fetch';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, startProxy, type Proxy } from '../proxy';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const CALLS = readFileSync(here('calls.ts.txt'), 'utf8');

let proxy: Proxy;
let address: string;
beforeAll(async () => {
  proxy = await startProxy();
  address = await proxy.listen();
});
afterAll(() => proxy.stop());

/** What the compiler says of files that are only in memory, in this directory. */
function faultsOf(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const virtual = new Map(Object.entries(files).map(([name, text]) => [here(name), text]));
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => virtual.get(name) ?? readFile(name);
  host.fileExists = (name) => virtual.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = virtual.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...virtual.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((d) => {
    const line = d.file && d.start !== undefined ? d.file.getLineAndCharacterOfPosition(d.start).line + 1 : 0;
    return `line ${line}: ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`;
  });
}

test('a client that is generated from the document compiles, refuses what is wrong, and is answered', async () => {
  const workspace = await proxy.workspace('generated');
  await workspace.send([
    { name: 'pageview', url: '/a', user_id: 'ana', timestamp: NOW - 1000 },
    { name: 'pageview', url: '/a', user_id: 'bob', timestamp: NOW - 1000 },
  ]);
  const document = await (await fetch(`${address}/docs/json`)).text();
  // A field that has a default need not be said.
  const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
  expect(faultsOf({ 'openapi.d.ts': types, 'calls.ts': CALLS })).toEqual([]);

  const { outputText } = ts.transpileModule(CALLS, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const { calls } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  const client = createClient({ baseUrl: address, headers: { authorization: `Bearer ${workspace.reader}` } });
  expect(await calls(client)).toEqual({
    status: 'healthy',
    views: [
      ['A', 2],
      ['B', 2],
      ['C', 'unknown_funnel', 404],
    ],
    pageViews: 2,
    steps: ['Sign Up', 'Profile Setup', 'First Template', 'First Deployment'],
    csv: 'page.path,page_views\r\n/a,2\r\n',
    names: expect.arrayContaining(['Deploy Application']),
    refused: 403,
    why: 'role_not_enough',
  });
});
