import { QUERY_KINDS } from '@fawkes/contract';
import type { Command } from 'commander';

/** The short form of a question; each option stands for a field of a query. */
export interface QuestionOptions {
  measure?: string[];
  by?: string;
  funnel?: string;
  experiment?: string;
  range?: string;
  interval?: string;
  timezone?: string;
  site?: string[];
  where?: string[];
  compare?: boolean;
  asOf?: string;
  limit?: string;
  set?: string[];
}

/** What to ask, and how the short form spells it. */
export function withQuestion(command: Command): Command {
  return command
    .argument(
      '<question>',
      `a kind (${Object.keys(QUERY_KINDS).join(', ')}), a file with a query as JSON, or - for standard input`
    )
    .option('-m, --measure <measures...>', 'what to count, such as page_views')
    .option('--by <property>', 'property to break down by, such as page.path')
    .option('--funnel <name>', 'a defined funnel')
    .option('--experiment <id>', 'an experiment')
    .option('-r, --range <range>', 'such as 7d, or from..to with dates or times of ISO 8601 (default: 7d)')
    .option('-i, --interval <interval>', 'such as 1d, or range for one number')
    .option('--timezone <zone>', 'zone of the IANA database (default: UTC)')
    .option('--site <sites...>', 'these sites only')
    .option(
      '-w, --where <conditions...>',
      'such as page.path=/docs, props.plan!=free, page.path~^/docs, event.value>=10; all must hold'
    )
    .option('--compare', 'beside the period before')
    .option('--as-of <instant>', 'as if it were that moment')
    .option('--limit <rows>', 'rows at most')
    .option('--set <fields...>', "any other field of the query, such as counting=session or steps='[…]'");
}
