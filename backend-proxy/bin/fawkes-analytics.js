#!/usr/bin/env node
// The command runs from the TypeScript sources, so that it works right after `npm ci`, without a build.
import { register } from 'tsx/esm/api';

register();
await import('../src/cli.ts');
