import type { Answer } from '@fawkes/contract';
import { Problem } from '../../problem';
import type { Asked } from '../ask-all';
import { html, type Html } from '../html';

interface Panel {
  title: string;
  about?: string;
  asked: Asked;
  body: (answer: Answer) => Html | Promise<Html>;
}

/** A titled part of a page over one question; where that failed, it says why and the rest of the page stands. */
export async function panel({ title, about, asked, body }: Panel): Promise<Html> {
  return html`<section class="panel">
    <h2>${title}</h2>
    ${asked instanceof Problem ? failed(asked) : await body(asked)} ${about && html`<p class="about">${about}</p>`}
  </section>`;
}

/** What a panel says where it has nothing to show. */
export const nothing = html`<p class="nothing">No data in this time range.</p>`;

function failed({ detail }: Problem): Html {
  return html`<p class="failed"><strong>Not answered.</strong> ${detail}</p>`;
}
