import type { FrameValue } from '@fawkes/contract';
import { formatChange } from '../format';
import { html, type Html } from '../html';
import { asNumber } from '../read-frame';

/** A change against the period before: by arrow and words as much as by colour. */
export function changeMark(change: FrameValue | undefined, lessIsBetter = false): Html {
  const percent = asNumber(change);
  if (percent === null) {
    return html`<span class="unknown" title="Not known">–</span>`;
  }
  if (percent === 0) {
    return html`<span class="change same"><data value="0">± ${formatChange(0)}</data></span>`;
  }
  const up = percent > 0;
  const better = up !== lessIsBetter;
  return html`<span class="change ${better ? 'better' : 'worse'}"
    ><span aria-hidden="true">${up ? '▲' : '▼'}</span><span class="unseen">${up ? 'up' : 'down'}</span>
    <data value="${percent}">${formatChange(percent)}</data>${lessIsBetter && (better ? ' better' : ' worse')}</span
  >`;
}
