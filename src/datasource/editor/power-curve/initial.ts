import type { QuestionOf } from '../../types';

/** What the form of a power curve begins with. */
export const INITIAL_POWER_CURVE: QuestionOf<'power-curve'> = { v: 1, kind: 'power-curve' };
