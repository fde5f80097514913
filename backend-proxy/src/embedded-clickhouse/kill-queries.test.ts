import { describe, expect, it } from 'vitest';
import { askHttp, engineForTests, rowsOf, running } from './test-engine';

const test = engineForTests();

/** A query that never ends by itself. */
async function endless(id: string) {
  const query = `SELECT sum(sipHash64(number, $$${id}$$)) AS n FROM numbers(1000000000000)`;
  const ended = rowsOf(test.client, query, { query_id: id });
  ended.catch(() => undefined);
  await expect.poll(() => running(test.client, query), { interval: 20, timeout: 20_000 }).toBe(1);
  return { ended, isGone: () => expect.poll(() => running(test.client, query), { interval: 20 }).toBe(0) };
}

const CANCELLED = { code: '394', type: 'QUERY_WAS_CANCELLED' };

describe('a query id', () => {
  it('that runs is refused, and free again when it has ended', async () => {
    const { ended } = await endless('twice');
    const again = () => rowsOf(test.client, 'SELECT 1 AS n', { query_id: 'twice' });
    await expect(again()).rejects.toMatchObject({ code: '216', type: 'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING' });
    const insert = { table: 'system.one', values: [{ dummy: 1 }], format: 'JSONEachRow', query_id: 'twice' } as const;
    await expect(test.client.insert(insert)).rejects.toMatchObject({ code: '216' });
    await test.client.command({ query: "KILL QUERY WHERE query_id = 'twice' SYNC" });
    await expect(ended).rejects.toMatchObject(CANCELLED);
    expect(await again()).toEqual([{ n: 1 }]);
  });
});

describe('KILL QUERY', () => {
  it('ends the queries of an id, and no others', async () => {
    const [one, other] = [await endless("it's one"), await endless('other')];
    await test.client.command({ query: 'KILL QUERY WHERE query_id = {id:String}', query_params: { id: "it's one" } });
    await expect(one.ended).rejects.toMatchObject(CANCELLED);
    await one.isGone();
    expect(await running(test.client, '$$other$$')).toBe(1);
    await test.client.command({ query: "kill query where user = 'default' and query_id in ('other') sync;" });
    await expect(other.ended).rejects.toMatchObject(CANCELLED);
  });

  it('says what it does, and with TEST only says it', async () => {
    const { ended } = await endless('told');
    const killed = (mode: string) => rowsOf(test.client, `KILL QUERY WHERE query_id = 'told' ${mode}`);
    const row = { query_id: 'told', user: 'default', query: expect.stringMatching(/^SELECT sum\(sipHash64/) };
    expect(await killed('TEST')).toEqual([{ kill_status: 'unknown_status', ...row }]);
    expect(await killed('ASYNC')).toEqual([{ kill_status: 'waiting', ...row }]);
    await expect(ended).rejects.toMatchObject(CANCELLED);
    const json = await test.client.query({ query: "KILL QUERY WHERE query_id = 'told'" });
    expect(await json.json()).toMatchObject({ data: [], rows: 0 });
  });

  it('is not what a GET may ask, and wants a condition that can be read', async () => {
    const query = "KILL QUERY WHERE query_id = 'x'";
    const { headers } = await askHttp(test.engine, { query }, { method: 'GET' });
    expect(headers['x-clickhouse-exception-code']).toBe('164');
    const refused = (condition: string) =>
      expect(test.client.command({ query: `KILL QUERY WHERE ${condition}` })).rejects;
    await refused('no_such_column = 1').toMatchObject({ code: '47' });
    await refused('1 FORMAT JSON FORMAT CSV').toMatchObject({ code: '62' });
  });
});
