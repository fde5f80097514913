/**
 * The version of the language of questions and answers. It rises when a plugin of the version before could no longer ask, or
 * would misread what it is told; a new kind or a new optional member is no such change.
 */
export const CONTRACT_VERSION = 1;

/** The header in which the proxy says it with whatever it answers. */
export const CONTRACT_HEADER = 'x-fawkes-contract';
