import type { QueryResponse } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { exportOf } from './export';
import { pass } from './output';
import { explained, questionError } from './question/asked-wrongly';
import { withQuestion, type QuestionOptions } from './question/options';
import { readQuestion } from './question/question';
import { showAnswer } from './question/show-table';

const PATIENCE_MS = 300_000;

interface QueryOptions extends ConnectionOptions, QuestionOptions {
  workspace?: string;
  as: 'table' | 'csv' | 'json' | 'ndjson';
}

/** `query`. */
export function addQuery(program: Command): void {
  withConnection(withQuestion(program.command('query')))
    .description('ask a question')
    .option('--workspace <workspace>', 'workspace to ask in (default: the token’s)')
    .addOption(
      new Option('--as <form>', 'how to print the answer').choices(['table', 'csv', 'json', 'ndjson']).default('table')
    )
    .action(async (question: string, options: QueryOptions) => {
      const query = await readQuestion(question, options);
      if (options.as === 'table') {
        await table(query, options);
      } else {
        await pass(exportOf(query, options.as, options));
      }
    });
}

async function table(query: Record<string, unknown>, options: QueryOptions): Promise<void> {
  const asked = { method: 'POST' as const, body: { queries: [query] }, workspace: options.workspace };
  const client = await connect(options);
  const { results } = await client
    .ask<QueryResponse>('/api/v1/query', { ...asked, patienceMs: PATIENCE_MS })
    .catch((error: unknown) => {
      throw explained(error);
    });
  for (const result of Object.values(results)) {
    if ('error' in result) {
      throw questionError(result.error);
    }
    showAnswer(result);
  }
}
