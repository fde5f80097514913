import type { Meanings } from './meanings';

export const CHANGES: Meanings = {
  changes: {
    time: 'When it was done.',
    title: 'What was done, in words.',
    definition: 'The kind of definition.',
    name: 'The name that it had from then on.',
    action: 'Whether it was created, changed or deleted.',
    version: 'The version that came of it.',
  },
};
