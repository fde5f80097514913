import assert from 'node:assert/strict';
import { type DataTable, Given, Then, When } from '@cucumber/cucumber';
import { readXlsx } from 'hucre/xlsx';
import type { World } from './world';

const UNITS: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** Such as `3 days ago`, in ISO 8601. */
function instant(ago: string): string {
  const [, count = '0', unit = 'second'] = /^(\d+) (second|minute|hour|day)s? ago$/.exec(ago) ?? [];
  return new Date(Date.now() - Number(count) * (UNITS[unit] as number) * 1000).toISOString();
}

Given('these events:', async function (this: World, table: DataTable) {
  const events = table.hashes().map(({ event = 'pageview', user, page, when = '1 hour ago', props }) => ({
    ...{ name: event, site: this.site, timestamp: instant(when) },
    ...(page ? { url: page } : {}),
    ...(user ? { user_id: user } : {}),
    ...(props ? { props: JSON.parse(props) } : {}),
  }));
  await this.as('ingest', () => this.request('POST', '/api/v1/events', JSON.stringify({ events })));
  assert.equal(this.answer.status, 202, this.text);
  assert.deepEqual(this.part('rejected'), []);
});

Given('I ask without a token', function (this: World) {
  this.asker = 'nobody';
});

Given('I ask with a token of the role {word}', function (this: World, role: string) {
  this.asker = role;
});

Given('I ask with the token {string}', function (this: World, token: string) {
  this.asker = 'given';
  this.tokens['given'] = token;
});

When('I get {string}', async function (this: World, path: string) {
  await this.request('GET', path);
});

When('I send {word} {string}', async function (this: World, method: string, path: string) {
  await this.request(method, path);
});

When('I post to {string}:', async function (this: World, path: string, body: string) {
  await this.request('POST', path, body);
});

When('a page from {string} asks {string}', async function (this: World, origin: string, path: string) {
  await this.request('GET', path, undefined, { origin });
});

When('I ask:', async function (this: World, query: string) {
  await this.request('POST', '/api/v1/query', `{"queries":[${query}]}`);
});

When('I export as {word}:', async function (this: World, format: string, query: string) {
  await this.request('POST', `/api/v1/query/export?format=${format}`, query);
});

When('I run {string}', async function (this: World, command: string) {
  const ended = await this.run(...command.split(' '));
  this.last = { status: ended.code, headers: new Headers(), bytes: Buffer.from(ended.stdout + ended.stderr) };
});

Then('the status is {int}', function (this: World, status: number) {
  assert.equal(this.answer.status, status, this.text.slice(0, 500));
});

Then('{string} is {}', function (this: World, path: string, expected: string) {
  assert.deepEqual(this.part(path), JSON.parse(expected));
});

Then('{string} has {int} entries', function (this: World, path: string, count: number) {
  assert.equal((this.part(path) as unknown[]).length, count);
});

Then('there is a {string}', function (this: World, path: string) {
  assert.notEqual(this.part(path), undefined);
});

Then('the column {string} is {}', function (this: World, name: string, expected: string) {
  assert.deepEqual(column(this, name), JSON.parse(expected));
});

Then('the answer says {string}', function (this: World, text: string) {
  assert.ok(this.text.includes(text), `${this.text.slice(0, 500)} does not say ${text}`);
});

Then('the answer does not say {string}', function (this: World, text: string) {
  assert.ok(!this.text.includes(text));
});

Then('the answer is:', function (this: World, expected: string) {
  assert.equal(this.text.replaceAll('\r\n', '\n').trimEnd(), expected);
});

Then('the header {string} says {string}', function (this: World, name: string, text: string) {
  const value = this.answer.headers.get(name) ?? '';
  assert.ok(value.includes(text), `${name} is ${value}`);
});

Then('there is no header {string}', function (this: World, name: string) {
  assert.equal(this.answer.headers.get(name), null);
});

Then('the workbook has the sheets {string}', async function (this: World, names: string) {
  const { sheets } = await readXlsx(this.answer.bytes);
  assert.equal(sheets.map(({ name }) => name).join(', '), names);
});

Then('the file begins with {string}', function (this: World, text: string) {
  assert.equal(this.answer.bytes.subarray(0, text.length).toString(), text);
});

/** A column of the answer's first frame that has it. */
function column(world: World, name: string): unknown {
  const frames = world.part('results.A.frames') as Array<{
    schema: { fields: Array<{ name: string }> };
    data: { values: unknown[][] };
  }>;
  for (const { schema, data } of frames ?? []) {
    const at = schema.fields.findIndex((field) => field.name === name);
    if (at >= 0) {
      return data.values[at];
    }
  }
  throw new Error(`there is no column ${name} in ${world.text.slice(0, 500)}`);
}
