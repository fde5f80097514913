import { describe, expect, it } from 'vitest';
import { parseStatement } from './statement';

const rows = (sql: string) => {
  const statement = parseStatement(sql);
  return statement.kind === 'rows' ? statement.writingTo('/p', 'JSON') : statement.kind;
};
const into = "\nINTO OUTFILE '/p' TRUNCATE COMPRESSION 'none' ";

describe('a query of rows is written to a pipe', () => {
  it.each([
    ['SELECT 1', `SELECT 1${into}FORMAT JSON`],
    ['SELECT 1 FORMAT CSV', `SELECT 1 ${into}FORMAT CSV`],
    ['select 1 format CSV settings max_threads = 1;', `select 1 ${into}format CSV settings max_threads = 1`],
    ['SELECT 1 -- FORMAT CSV', `SELECT 1 -- FORMAT CSV${into}FORMAT JSON`],
    ["SELECT ' FORMAT CSV'", `SELECT ' FORMAT CSV'${into}FORMAT JSON`],
    ['SELECT format FROM t', `SELECT format FROM t${into}FORMAT JSON`],
    ['SELECT (SELECT 1 AS format)', `SELECT (SELECT 1 AS format)${into}FORMAT JSON`],
    ['/* a /* nested */ comment; */ SELECT 1', `/* a /* nested */ comment; */ SELECT 1${into}FORMAT JSON`],
    ['WITH x AS (SELECT 1) SELECT * FROM x', `WITH x AS (SELECT 1) SELECT * FROM x${into}FORMAT JSON`],
    ['SELECT $$; FORMAT CSV$$', `SELECT $$; FORMAT CSV$$${into}FORMAT JSON`],
  ])('%s', (sql, expected) => expect(rows(sql)).toBe(expected));
});

describe('what is no query of rows', () => {
  it.each([
    ['CREATE TABLE t AS SELECT 1', false],
    ['INSERT INTO t SELECT 1', true],
    ['WITH 1 AS x INSERT INTO t SELECT x', true],
    ['SHOW TABLES', false],
    ['OPTIMIZE TABLE t;;', false],
  ])('%s', (sql, writes) => expect(parseStatement(sql)).toMatchObject({ kind: 'command', writes }));
});

describe('KILL QUERY', () => {
  it.each([
    ["KILL QUERY WHERE query_id = 'a'", " query_id = 'a'", 'ASYNC', undefined],
    ["kill query where query_id = 'SYNC' sync ;", " query_id = 'SYNC' ", 'SYNC', undefined],
    ['KILL QUERY WHERE elapsed > 5 TEST FORMAT JSON', ' elapsed > 5 ', 'TEST', 'JSON'],
    ["KILL QUERY WHERE query LIKE '%TEST' FORMAT CSV", " query LIKE '%TEST' ", 'ASYNC', 'CSV'],
  ])('%s', (sql, condition, mode, format) =>
    expect(parseStatement(sql)).toEqual({ kind: 'kill', condition, mode, format })
  );

  it('on a cluster is left to the engine', () => {
    expect(parseStatement('KILL QUERY ON CLUSTER c WHERE 1')).toMatchObject({ kind: 'command' });
  });
});

describe('an insert with its data behind it', () => {
  it.each([
    ['INSERT INTO t FORMAT CSV\n1,2', 'CSV', '1,2', "INSERT INTO t  FROM INFILE '/p' COMPRESSION 'none' FORMAT CSV"],
    [
      'INSERT INTO t (a, b) VALUES (1, 2)',
      'Values',
      '(1, 2)',
      "INSERT INTO t (a, b)  FROM INFILE '/p' COMPRESSION 'none'  FORMAT Values",
    ],
    [
      'INSERT INTO t SETTINGS x = 1 FORMAT TSV 1',
      'TSV',
      '1',
      "INSERT INTO t  FROM INFILE '/p' COMPRESSION 'none' SETTINGS x = 1 FORMAT TSV",
    ],
    [
      'INSERT INTO `VALUES` FORMAT CSV 1',
      'CSV',
      '1',
      "INSERT INTO `VALUES`  FROM INFILE '/p' COMPRESSION 'none' FORMAT CSV",
    ],
  ])('%s', (sql, format, data, reading) => {
    const statement = parseStatement(sql);
    if (statement.kind !== 'insert') {
      throw new Error(statement.kind);
    }
    expect([statement.format, sql.slice(statement.dataStart), statement.readingFrom?.('/p')]).toEqual([
      format,
      data,
      reading,
    ]);
  });

  it.each([
    [
      "INSERT INTO t SELECT n FROM input('n UInt8') FORMAT CSV\n1",
      "INSERT INTO t SELECT n FROM file('/p', CSV, 'n UInt8') ",
    ],
    [
      "INSERT INTO t (a) SELECT max(n) FROM (SELECT n FROM INPUT ( 'n UInt8') WHERE n > (1)) SETTINGS x = 1 FORMAT TSV 1",
      "INSERT INTO t (a) SELECT max(n) FROM (SELECT n FROM file('/p', TSV,  'n UInt8') WHERE n > (1)) SETTINGS x = 1 ",
    ],
  ])('of a query: %s', (sql, reading) => {
    const statement = parseStatement(sql);
    expect(statement).toMatchObject({ kind: 'insert', selects: true, dataStart: sql.length - 1 });
    expect(statement.kind === 'insert' && statement.readingFrom('/p')).toBe(reading);
  });

  it.each(['INSERT INTO t SELECT format FROM a', 'INSERT INTO t SELECT input, format AS f FROM a'])(
    'of none: %s',
    (sql) => {
      expect(parseStatement(sql)).toMatchObject({ kind: 'command', writes: true });
    }
  );
});

describe('refused is', () => {
  it.each(['', ' ;', 'SELECT 1; SELECT 2', 'SELECT 1;; DROP TABLE t'])('62 %j', (sql) =>
    expect(() => parseStatement(sql)).toThrow('Code: 62.')
  );
  it.each([
    "SELECT 1 INTO OUTFILE '/etc/x'",
    "SELECT 1 into/**/outfile '/etc/x' FORMAT CSV",
    "INSERT INTO t FROM INFILE '/etc/passwd' FORMAT CSV",
    "INSERT INTO t FROM INFILE '/etc/passwd'",
  ])('48 %j', (sql) => expect(() => parseStatement(sql)).toThrow('Code: 48.'));
});
