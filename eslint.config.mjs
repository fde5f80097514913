import jsxA11y from 'eslint-plugin-jsx-a11y';
import { defineConfig, globalIgnores } from 'eslint/config';
import scaffold from './.config/eslint.config.mjs';

/** Size and shape: what grows over these is two ideas and wants to be two files or functions. */
const shape = {
  complexity: ['error', 12],
  'max-depth': ['error', 3],
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
  'max-nested-callbacks': ['error', 4],
  'max-params': ['error', 5],
};

/** zod's default import brings 95 KB to the browser, its namespace 27 KB, zod/mini 6 KB. */
const zodImports = [
  {
    selector:
      'ImportDeclaration[importKind!="type"][source.value=/^zod(\\u002F|$)/] > :matches(ImportDefaultSpecifier, ImportSpecifier)',
    message: "Import zod as a namespace: import * as z from 'zod' or 'zod/mini'.",
  },
  {
    selector: 'ImportDeclaration[source.value=/^zod\\u002F(?!mini$)/]',
    message: "Only 'zod' and 'zod/mini' are used here.",
  },
];

export default defineConfig([
  globalIgnores(['dist', 'data', 'artifacts', 'coverage', '.config', 'playwright-report', 'test-results']),
  ...scaffold,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      ...shape,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-syntax': ['error', ...zodImports],
    },
  },
  {
    files: ['backend-proxy/src/**/*.ts'],
    languageOptions: { parserOptions: { project: './backend-proxy/tsconfig.json' } },
    rules: {
      // A promise nobody waits for is an error nobody sees, and in a server an end of the process.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    // pino is the only logger; the command line's own output goes through one module. The empty options take the place of Grafana's,
    // which allow some methods.
    files: ['src/**', 'backend-proxy/src/**', 'contract/**'],
    ignores: ['backend-proxy/src/cli.ts', 'backend-proxy/src/cli/**'],
    rules: { 'no-console': ['error', {}] },
  },
  {
    files: ['src/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
  },
  {
    // A describe block is a list, however long, and a test's steps read better in one place.
    files: ['**/*.test.{ts,tsx}', 'tests/**'],
    rules: { 'max-lines-per-function': 'off', 'max-nested-callbacks': 'off' },
  },
]);
