const ONE = String.raw`\$\w+|\$\{[^}]+\}|\[\[[^\]]+\]\]`;
const SOMEWHERE = new RegExp(ONE, 'u');
const WHOLLY = new RegExp(`^(?:${ONE})$`, 'u');

/** Whether a value is a text in which a dashboard's variable may stand: it is known only when the panel asks. */
export const hasVariable = (value: unknown): value is string => typeof value === 'string' && SOMEWHERE.test(value);

/** Whether a text is one variable and nothing else, so that several values of it may become several texts. */
export const isVariable = (text: string): boolean => WHOLLY.test(text);
