const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to send. Only `html` and `trusted` make it, so that plain text can never pass for it. */
export class Html {
  constructor(readonly markup: string) {}
}

/** What a template may hold: markup stays, all else is text; what is not there leaves nothing. */
export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A template whose every part is escaped, in text and in quoted attributes alike: nothing an event holds becomes markup. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((markup, string, i) => markup + markupOf(parts[i - 1]) + string));
}

/** Markup from a library that escapes by itself, such as a chart. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** A name that, where it is too long for its line, goes on in the next between its words: `service_` and `creation`. */
export function breakable(name: string): Html {
  return html`${name.split(/(?<=[_./])(?=[^_./])/).map((word, i) => html`${i > 0 && html`<wbr />`}${word}`)}`;
}

function markupOf(part: Part): string {
  if (part instanceof Html) {
    return part.markup;
  }
  if (Array.isArray(part)) {
    return part.map(markupOf).join('');
  }
  return part === null || part === undefined || part === false
    ? ''
    : String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
}
