import { isbot } from 'isbot';
import { memoized } from './memoized';

/** Crawlers that do not pose as a browser say what they are. */
const BY_NAME = /bot\b|crawler|spider/i;

/**
 * Whether a User-Agent is of a crawler, a check or a browser without a person. Other programs under names of their own have
 * loaded no page, so that what they send is sent on purpose.
 */
export const isBot = memoized(
  (userAgent: string): boolean => (userAgent.startsWith('Mozilla/') || BY_NAME.test(userAgent)) && isbot(userAgent)
);
