import { isbot } from 'isbot';
import { memoized } from './memoized';

/**
 * Whether a User-Agent is of a crawler, a check or a browser without a person. Only those that pose as browsers are judged:
 * a program under its own name has loaded no page, so that what it sends is sent on purpose.
 */
export const isBot = memoized((userAgent: string): boolean => userAgent.startsWith('Mozilla/') && isbot(userAgent));
