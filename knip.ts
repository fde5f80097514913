import type { KnipConfig } from 'knip';

/** What counts as used: everything that a build, a command or a test reaches. */
const config: KnipConfig = {
  workspaces: {
    '.': {
      // create-plugin's scaffold in .config is kept whole, and with it what it uses.
      entry: [
        'src/*/**/module.{ts,tsx}',
        'tooling/*.mjs',
        'tests/proof/soak.ts',
        'tests/features/steps/*.ts',
        'benchmarks/*.ts',
        '.config/**/*.{js,mjs,ts,tsx}',
      ],
      project: ['src/**/*.{ts,tsx}', 'tooling/**/*.mjs', 'tests/**/*.{ts,mjs}', 'benchmarks/*.ts'],
      playwright: { config: ['tests/e2e/playwright.config.ts'] },
      ignoreDependencies: [
        // Run by tooling/test.mjs, and by webpack to read its configuration.
        'jest',
        'ts-node',
        // The proxy's own, which benchmarks and proofs hold it against.
        '@clickhouse/client',
        'pino',
        // Runs what is no product: benchmarks, and in tests a process of its own.
        'tsx',
        // What swc compiles calls it.
        '@swc/helpers',
        // The scaffold loads it only where a plugin has Sass.
        'sass-loader',
      ],
    },
    contract: { project: ['src/**/*.ts'] },
    'backend-proxy': {
      // The program and the engine's process are started by the names of their files.
      entry: ['bin/*.js', 'src/cli.ts', 'src/embedded-clickhouse/child.ts'],
      project: ['bin/*.js', 'src/**/*.ts', 'test/**/*.ts'],
    },
  },
  // The name of a type in an exported signature is worth having, also where nobody imports it today.
  exclude: ['types'],
};

export default config;
