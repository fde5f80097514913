import { ClickHouseError } from '@clickhouse/client';
import { describe, expect, it } from 'vitest';
import { askHttp, connectTo, rowsOf, engineForTests } from './test-engine';

const test = engineForTests({ maxMemoryBytes: 400_000_000 });

describe('the error of a query', () => {
  it.each([
    ['62', 'SYNTAX_ERROR', 'selec 1'],
    ['62', 'SYNTAX_ERROR', 'SELECT 1; SELECT 2'],
    ['60', 'UNKNOWN_TABLE', 'SELECT * FROM nowhere'],
    ['81', 'UNKNOWN_DATABASE', 'SELECT * FROM nowhere.at_all'],
    ['47', 'UNKNOWN_IDENTIFIER', 'SELECT nothing'],
    ['46', 'UNKNOWN_FUNCTION', 'SELECT nofunction()'],
    ['53', 'TYPE_MISMATCH', "SELECT toUInt8(1) IN ('x')"],
    ['115', 'UNKNOWN_SETTING', 'SELECT 1 SETTINGS nothing = 1'],
    ['48', 'NOT_IMPLEMENTED', "SELECT 1 INTO OUTFILE '/tmp/x'"],
  ])('has its code %s %s', async (code, type, query) => {
    const error = await rowsOf(test.client, query).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClickHouseError);
    expect(error).toMatchObject({ code, type });
  });

  it('is 159 when it takes longer than it may', async () => {
    const query = 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000)';
    const asked = rowsOf(test.client, query, { clickhouse_settings: { max_execution_time: 1 } });
    await expect(asked).rejects.toMatchObject({ code: '159', type: 'TIMEOUT_EXCEEDED' });
  });

  it('is 396 when it has more rows than it may', async () => {
    const settings = { max_result_rows: '100' };
    const query = (rows: number) =>
      rowsOf(test.client, `SELECT number FROM numbers(${rows})`, { clickhouse_settings: settings });
    await expect(query(101)).rejects.toMatchObject({ code: '396', type: 'TOO_MANY_ROWS_OR_BYTES' });
    expect(await query(100)).toHaveLength(100);
  });

  it('is 241 when it needs more memory than it may, by its own limit and by the one of the engine', async () => {
    const query = 'SELECT length(groupArray(number)) FROM numbers(100000000)';
    const limited = rowsOf(test.client, query, { clickhouse_settings: { max_memory_usage: '10000000' } });
    await expect(limited).rejects.toMatchObject({ code: '241', type: 'MEMORY_LIMIT_EXCEEDED' });
    await expect(rowsOf(test.client, query)).rejects.toMatchObject({ code: '241' });
    expect(test.engine.state()).toMatchObject({ status: 'ready', restarts: 0 });
    expect(await rowsOf(test.client, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('is 164 when it changes something by GET', async () => {
    const answer = await askHttp(test.engine, { query: 'CREATE TABLE x (n UInt8) ENGINE = Memory' }, { method: 'GET' });
    expect(answer.headers['x-clickhouse-exception-code']).toBe('164');
    const settings = await askHttp(test.engine, { query: 'SELECT 1 SETTINGS readonly = 0' }, { method: 'GET' });
    expect(settings.headers['x-clickhouse-exception-code']).toBe('164');
  });

  it('is 516 for a wrong password or name, and says neither', async () => {
    const { username, password } = test.engine.connection;
    for (const access of [
      { username, password: 'x' },
      { username: 'x', password },
      { username, password: '' },
    ]) {
      const client = connectTo(test.engine, access);
      await expect(rowsOf(client, 'SELECT 1')).rejects.toMatchObject({ code: '516', type: 'AUTHENTICATION_FAILED' });
      await client.close();
    }
  });
});

describe('a failure after rows were sent', () => {
  const failing = 'SELECT number, throwIf(number = 3000000) AS never FROM numbers(4000000)';

  it.each(['JSONEachRow', 'CSV', 'TabSeparated', 'JSONCompactEachRow', 'Parquet'] as const)(
    'is an error for who reads %s, and never a short result',
    async (format) => {
      for (const response of [false, true]) {
        const client = test.connect({ compression: { response, request: false } });
        const read = client.query({ query: failing, format }).then((result) => result.text());
        await expect(read, `compressed: ${response}`).rejects.toThrow();
      }
    }
  );

  it('tells the reason to who streams rows', async () => {
    const result = await test.client.query({ query: failing, format: 'JSONEachRow' });
    let rows = 0;
    const read = async () => {
      for await (const piece of result.stream()) {
        rows += piece.length;
      }
    };
    await expect(read()).rejects.toThrow(/throwIf|never/);
    expect(rows).toBeGreaterThan(0);
  });

  it('breaks the transfer for who reads plain HTTP', async () => {
    const answer = askHttp(test.engine, { query: `${failing} FORMAT CSV` });
    await expect(answer).rejects.toThrow(/aborted/);
  });
});
