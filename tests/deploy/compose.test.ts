import { existsSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../backend-proxy/src/config/variables';
import { ROOT } from '../../tooling/lib/root.mjs';
import { composeFile, textOf, variablesIn, withDefaults } from './compose';

/** The whole product, and the Grafana of `npm start`. */
const FILES = ['docker-compose.yaml', 'tooling/grafana.compose.yaml'];
/** What a build here makes. */
const BUILT = ['dist'];

describe.each(FILES)('%s', (file) => {
  const { services, volumes } = composeFile(file);
  const all = Object.entries(services);

  test('is what the Compose specification says', () => {
    // Its `$schema` names draft 7 in a way that validators do not know it by.
    const { $schema: _, ...schema } = JSON.parse(textOf('tests/deploy/compose-spec/compose-spec.json'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    validate(composeFile(file));
    expect(validate.errors).toBeNull();
  });

  test('publishes its ports on this machine alone', () => {
    const published = all.flatMap(([, { ports = [] }]) => ports.map(withDefaults));
    expect(published.filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))).toEqual([]);
  });

  test('mounts what is there', () => {
    const sources = all.flatMap(([, service]) => (service.volumes ?? []).map((v) => v.split(':')[0] as string));
    const paths = sources.filter((source) => source.startsWith('.')).map((p) => path.join(path.dirname(file), p));
    expect(paths.filter((p) => !BUILT.includes(p) && !existsSync(path.join(ROOT, p)))).toEqual([]);
    expect([...new Set(sources.filter((source) => !source.startsWith('.')))].toSorted()).toEqual(
      Object.keys(volumes).toSorted()
    );
  });

  test('gives Grafana all that its provisioning reads', () => {
    const read = textOf('provisioning/datasources/fawkes-analytics.yaml').matchAll(/\$(\w+)/g);
    const { environment = {}, entrypoint = [] } = services['grafana'] ?? {};
    const given = (name: string) => name in environment || entrypoint.join(' ').includes(`${name}=`);
    expect([...read].map(([, name]) => name as string).filter((name) => !given(name))).toEqual([]);
  });
});

describe('the whole product', () => {
  const { services } = composeFile('docker-compose.yaml');

  test('comes up without a setting, and waits for what it needs', () => {
    expect(textOf('docker-compose.yaml')).not.toMatch(/\$\{\w+(:?\?|\})/);
    expect(services['tokens']?.depends_on).toEqual({ proxy: { condition: 'service_healthy' } });
    expect(services['grafana']?.depends_on).toEqual({ tokens: { condition: 'service_completed_successfully' } });
  });

  test('gives the proxy variables that it knows', () => {
    const known: string[] = Object.values(VARIABLES).map(({ name }) => name);
    const environment = services['proxy']?.environment ?? {};
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
    // Each has the name under which one sets it.
    expect(Object.entries(environment).filter(([name, text]) => variablesIn(text).join() !== name)).toEqual([]);
  });
});
