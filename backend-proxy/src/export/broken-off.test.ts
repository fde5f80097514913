import type { AnswerMeta, ExportFormat } from '@fawkes/contract';
import { expect, test } from 'vitest';
import { FORMATS, type Exported, type Table } from './index';

const META: AnswerMeta = {
  workspace: 'shop',
  demo: false,
  range: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
  asOf: '2026-03-08T00:00:00.000Z',
  timezone: 'UTC',
  source: { name: 'events', state: 'ok' },
  freshness: null,
  cut: null,
  notices: [],
  cache: 'miss',
  storeMs: 1,
};

const fileOf = (...tables: Table[]): Exported => ({ subject: 'log', asked: [{ query: {}, meta: META }], tables });

test('a file that nobody reads on ends what it reads from', async () => {
  for (const format of Object.keys(FORMATS) as ExportFormat[]) {
    let ended = false;
    const endless: Table = {
      name: 'log',
      columns: [{ key: 'n', type: 'number', title: 'n' }],
      async *blocks() {
        try {
          for (;;) {
            yield Array.from({ length: 1000 }, (_, n) => [n]);
          }
        } finally {
          ended = true;
        }
      },
    };
    const reader = FORMATS[format].write(fileOf(endless))[Symbol.asyncIterator]();
    for (let read = 0; read < 5; read++) {
      await reader.next();
    }
    await reader.return?.();
    await expect.poll(() => ended).toBe(true);
  }
});

test('what fails on the way fails the file', async () => {
  for (const format of Object.keys(FORMATS) as ExportFormat[]) {
    const failing: Table = {
      name: 'log',
      columns: [{ key: 'n', type: 'number', title: 'n' }],
      async *blocks() {
        yield [[1]];
        throw new Error('the engine is gone');
      },
    };
    await expect(read(FORMATS[format].write(fileOf(failing)))).rejects.toThrow('the engine is gone');
  }
});

async function read(file: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of file) {
    // Until it ends.
  }
}
