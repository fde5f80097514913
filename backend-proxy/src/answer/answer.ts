import type { Answer } from '@fawkes/contract';
import type { AnswerContext } from './context';

/**
 * One question, one answer: every door calls this. `query` is untrusted JSON; what is wrong with it is thrown as a Problem.
 */
export async function answer(query: unknown, context: AnswerContext): Promise<Answer> {
  throw new Error(`not written yet: ${typeof query} ${context.workspace}`);
}
