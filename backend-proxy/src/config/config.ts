import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { VARIABLES, type Variable } from './variables';

type Table = typeof VARIABLES;
type Values = {
  [Key in keyof Table]: z.output<Table[Key]['schema']> | (Table[Key]['fallback'] extends string ? never : undefined);
};

/** How the proxy was told to run. */
export interface Config extends Values {
  /** The directory as an absolute path. */
  dataDir: string;
  catalogUrl: string;
  /** What is allowed but should be known; logged at the start. */
  warnings: string[];
}

/** What the command line says in place of the environment, in the same words. */
export type Flags = { [Key in keyof Table]?: string };

/** Everything wrong with the configuration, a line each. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
  }
}

/** The configuration from the environment, flags before it. Throws a ConfigError that names every bad or unknown value. */
export function loadConfig(env: NodeJS.ProcessEnv, flags: Flags = {}): Config {
  const lines = unknownNames(env);
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries<Variable>(VARIABLES)) {
    // An empty value in the environment counts as not set, as in compose files with `${NAME:-}`.
    const text = flags[key as keyof Flags] ?? (env[variable.name] || variable.fallback);
    const result = text === undefined ? undefined : variable.schema.safeParse(text);
    if (result && !result.success) {
      lines.push(`${variable.name}${shown(variable, text)}: expected ${wanted(result.error)}.`);
    }
    values[key] = result?.data;
  }
  if (lines.length > 0) {
    throw new ConfigError(lines);
  }
  return complete(values as Values, env);
}

function complete(values: Values, env: NodeJS.ProcessEnv): Config {
  const dataDir = resolve(values.dataDir);
  return {
    ...values,
    dataDir,
    catalogUrl: values.catalogUrl ?? `sqlite:${resolve(dataDir, 'catalog.sqlite')}`,
    warnings: [...openWarning(values), ...tokenWarning(values), ...unusedWarnings(env)],
  };
}

/** Only FAWKES_ names are ours alone; the rest of the environment belongs to others. */
function unknownNames(env: NodeJS.ProcessEnv): string[] {
  const known = new Set<string>(Object.values(VARIABLES).map((variable) => variable.name));
  return Object.keys(env)
    .filter((name) => name.startsWith('FAWKES_') && !known.has(name))
    .map(
      (name) => `${name}: no such variable. Known: ${[...known].filter((k) => k.startsWith('FAWKES_')).join(', ')}.`
    );
}

/** A secret is never repeated, not even a malformed one. */
function shown(variable: Variable, text: string | undefined): string {
  return /TOKEN|URL/.test(variable.name) ? '' : ` ${JSON.stringify(text)}`;
}

function wanted(error: { issues: ReadonlyArray<{ message: string }> }): string {
  return error.issues[0]?.message ?? 'valid';
}

function openWarning({ anonymousRead, host }: Values): string[] {
  return anonymousRead === undefined || isLoopback(host)
    ? []
    : [`FAWKES_ANONYMOUS_READ lets everyone who reaches ${host} read the workspace ${anonymousRead}.`];
}

function tokenWarning({ adminToken }: Values): string[] {
  return adminToken === undefined || adminToken.length >= 16
    ? []
    : ['FAWKES_ADMIN_TOKEN is shorter than 16 characters: it can be guessed.'];
}

function unusedWarnings(env: NodeJS.ProcessEnv): string[] {
  return Object.values<Variable>(VARIABLES)
    .filter((variable) => variable.unused && env[variable.name])
    .map((variable) => `${variable.name} is accepted, but nothing in this version uses it.`);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
