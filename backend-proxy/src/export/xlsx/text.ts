/** What XML 1.0 cannot hold; a reader would turn \r into \n. SpreadsheetML writes such a character as _x000B_. */
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
/** Text that reads like such a character. */
const MISTAKABLE = /_(?=x[0-9A-Fa-f]{4}_)/g;
/** Halves of a character, which UTF-8 cannot hold. */
const HALVES = /\p{Surrogate}/gu;
const MARKUP = /[&<>"]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text as it stands in XML, within a tag or an attribute. */
export function xmlText(text: string): string {
  return text
    .replace(HALVES, '\uFFFD')
    .replace(MISTAKABLE, '_x005F_')
    .replace(UNWRITABLE, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(MARKUP, (c) => ENTITIES[c] as string);
}
