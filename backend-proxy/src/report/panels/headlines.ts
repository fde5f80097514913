import type { Answer, Frame } from '@fawkes/contract';
import { Problem } from '../../problem';
import type { Asked } from '../ask-all';
import { sparkline } from '../charts/sparkline';
import { html, type Html } from '../html';
import { quantity } from '../quantity';
import { asNumber, columnOf, firstOf, frameNamed } from '../read-frame';
import { changeMark } from './change-mark';
import { panel } from './panel';

interface Headline {
  /** The number's field in the answer. */
  field: string;
  title: string;
  lessIsBetter?: boolean;
}

/** The page's most important numbers in a row, each with its change and how it went. */
export async function headlines(asked: Asked, trend: Asked | undefined, all: Headline[]): Promise<Html> {
  if (asked instanceof Problem) {
    return panel({ title: 'In short', asked, body: () => html`` });
  }
  const lines = trend === undefined || trend instanceof Problem ? undefined : frameNamed(trend, 'trends');
  return html`<section aria-label="In short">
    <ul class="headlines">
      ${all.map((one) => headline(one, frameOf(asked), lines))}
    </ul>
  </section>`;
}

function headline({ field, title, lessIsBetter }: Headline, frame: Frame | undefined, trend: Frame | undefined): Html {
  const unit = columnOf(frame, field)?.unit;
  const change = columnOf(frame, `${field}_change`);
  return html`<li class="headline">
    <h2>${title}</h2>
    <p class="number">${quantity(firstOf(frame, field), unit)}</p>
    ${
      change &&
      html`<p class="against">
        ${changeMark(change.values[0], lessIsBetter)}
        <span class="before"
          ><span class="unseen">in the period before:</span> ${quantity(firstOf(frame, field, true), unit)}</span
        >
      </p>`
    }
    ${sparkline((columnOf(trend, field)?.values ?? []).map(asNumber))}
  </li>`;
}

/** Trends of a whole range, or the summary of a funnel: the frame of one row. */
function frameOf(answer: Answer): Frame | undefined {
  return frameNamed(answer, 'summary') ?? frameNamed(answer, 'trends');
}
