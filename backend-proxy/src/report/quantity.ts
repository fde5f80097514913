import type { FrameValue } from '@fawkes/contract';
import { formatNumber, UNKNOWN } from './format';
import { html, type Html } from './html';
import { asNumber } from './read-frame';

/** A number for people and for programs: its text, and the answer's own value beside it. What is not known is never 0. */
export function quantity(value: FrameValue | undefined, unit?: string): Html {
  const number = asNumber(value);
  return number === null
    ? html`<span class="unknown" title="Not known">${UNKNOWN}</span>`
    : html`<data value="${number}">${formatNumber(number, unit)}</data>`;
}
