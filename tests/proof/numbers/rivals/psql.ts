import { type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** PostgreSQL's own client as a child process that is handed one thing to run after the other. */
export interface Psql {
  /** The rows of one statement. */
  rows(statement: string): Promise<Array<Record<string, unknown>>>;
  /** Runs statements and psql's own commands. Rejects where one fails, and ends the client then. */
  script(text: string): Promise<void>;
  end(): void;
}

/** Speaks to a psql that was started with `-XAtq`. */
export function psql(child: ChildProcessWithoutNullStreams): Psql {
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  let asked = 0;
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));

  /** What is said of a text until psql comes to the words behind it, which tell whether its last statement failed. */
  async function run(text: string): Promise<string[]> {
    const done = `done ${(asked += 1)} `;
    child.stdin.write(`${text}\n\\echo '${done}' :ERROR :LAST_ERROR_MESSAGE\n`);
    const lines: string[] = [];
    for (;;) {
      const { done: isOver, value } = await said.next();
      if (isOver) {
        throw new Error(`psql ended: ${errors}`);
      }
      if (value.startsWith(done)) {
        const [, failed, message] = /^(\S+) ?(.*)$/.exec(value.slice(done.length).trim()) ?? [];
        if (failed === 'true') {
          throw new Error(`${message}: ${text.slice(0, 4000)}`);
        }
        return lines;
      }
      lines.push(value);
    }
  }

  return {
    async rows(statement) {
      const lines = await run(`SELECT row_to_json(answer) FROM (${statement}) AS answer;`);
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    async script(text) {
      await run(`\\set ON_ERROR_STOP on\n${text}\n\\set ON_ERROR_STOP off`);
    },
    end: () => child.stdin.end(),
  };
}
