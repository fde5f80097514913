#!/usr/bin/env node
// The command runs from the TypeScript sources, so that it works right after `npm ci`, without a build.
import { compile } from './compile.js';

await import(await compile(new URL('../src/cli.ts', import.meta.url)));
