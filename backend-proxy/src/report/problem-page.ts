import type { Problem } from '../problem';
import { html, type Html } from './html';
import { documentOf } from './layout/document';

/** How long until a browser asks again whether the event store is there. */
const AGAIN_SECONDS = 3;

/** A page that says what is wrong and what to do, in the look of the others. It repeats nothing of the address. */
export function renderProblem(problem: Problem): string {
  const waiting = problem.status === 503;
  const { title, detail, errors = [] } = problem.document();
  return documentOf({
    title: waiting ? 'Starting' : title,
    refresh: waiting ? AGAIN_SECONDS : undefined,
    body: html`<main id="main" class="wrap narrow">
      <section class="panel problem" ${waiting && html`role="status"`}>
        <h1>${waiting ? 'In a moment' : title}</h1>
        <p>${detail}</p>
        ${
          errors.length > 1 &&
          html`<ul>
            ${errors.map(({ path, message }) => html`<li><code>${path}</code>: ${message}</li>`)}
          </ul>`
        }
        ${whatToDo(problem.status)}
      </section>
    </main>`,
  });
}

function whatToDo(status: number): Html {
  switch (status) {
    case 401:
      return html`<p>
          Open the link with a token that the proxy prints when it starts; it looks like <code>/?token=fwk_…</code> and
          is a new one each time. From then on this browser is let in without it.
        </p>
        <p>
          Where the proxy runs in the background, make a token that may read and put it behind <code>/?token=</code>:
        </p>
        <pre
          tabindex="0"
        ><code>npx --no-install fawkes-analytics token create --workspace default --role read</code></pre>
        <p>If you came here by such a link from another site, reload this page.</p>`;
    case 503:
      return html`<p class="about">This page asks again every ${AGAIN_SECONDS} seconds.</p>`;
    default:
      return html`<p><a href="/">Back to the overview</a></p>`;
  }
}
