import type { IncomingEvent } from '../ingestion/incoming-event';
import { memoized } from '../ingestion/memoized';
import { NO_URL, readPageUrl } from '../ingestion/page-url';
import { Problem } from '../problem';
import { cellsOf, type Row } from './row-cells';
import type { Column } from './columns';

const UTM = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const;
const MOST_PAGES = 10_000;

/** What an event keeps of its page, with the campaign that led to it. */
type Page = Pick<IncomingEvent, 'host' | 'path' | (typeof UTM)[number]>;

/** Reading an address takes longer than finding it again, and an address is the same page in every file. */
const pageAt = memoized((url) => readPageUrl(url, '') ?? null, MOST_PAGES);

/** Reads what a row says of its page, a URL or host and path, and of the campaign in columns of its own. */
export function pageReader(columns: readonly Column[], site: string): (row: Row) => Page {
  const cells = cellsOf(columns);
  const [url, host, path] = [cells.text('url'), cells.text('host'), cells.text('path')];
  const own = UTM.flatMap((column) => (cells.has(column) ? [[column, cells.text(column)] as const] : []));
  return own.length === 0 ? pageOf : (row) => withOwn(row, pageOf(row));

  function pageOf(row: Row): Page {
    const [whole, ofHost, ofPath] = [url(row), host(row), path(row)];
    if (whole === '' && ofPath === '') {
      return ofHost === '' ? NO_URL : { ...NO_URL, host: ofHost };
    }
    const page = pageAt(absolute(whole || rooted(ofPath), (whole === '' && ofHost) || site));
    if (!page) {
      throw new Problem(422, 'invalid_event', 'url: must be an absolute URL, or a path that starts with /');
    }
    return page;
  }

  function withOwn(row: Row, page: Page): Page {
    const all = { ...page };
    for (const [column, text] of own) {
      all[column] = text(row) || page[column];
    }
    return all;
  }
}

function absolute(address: string, host: string): string {
  return address.startsWith('/') ? `https://${host}${address}` : address;
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
