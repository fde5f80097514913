/** What each field of a kind's frames means, in a sentence; `*` stands for numbers whose names come from the data. */
export type Meanings = Record<string, Record<string, string>>;
