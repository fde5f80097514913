import type { Asked } from '../ask-all';
import type { Html } from '../html';

/** The part of a page that is its own, drawn on demand, and all it asked, for what must be said of the whole page. */
export interface Section {
  asked: Asked[];
  body(): Promise<Html>;
}
