import type { AnswerMeta } from '@fawkes/contract';
import { answersOf } from './ask-all';
import { addressOf, PAGES, type PageName } from './choices';
import { html, type Html } from './html';
import { controls } from './layout/controls';
import { documentOf } from './layout/document';
import { navigation } from './layout/navigation';
import { demoBanner, notices, validity } from './layout/what-to-know';
import { adoption } from './sections/adoption';
import { experiments } from './sections/experiments';
import { firstEvent } from './sections/first-event';
import { funnels } from './sections/funnels';
import { grafana } from './sections/grafana';
import { overview } from './sections/overview';
import { segments } from './sections/segments';
import type { Section } from './sections/section';
import { usage } from './sections/usage';
import type { Visit } from './visit';

/** The demo's first events are there within seconds of the first start. */
const DEMO_SECONDS = 3;

const SECTIONS: Record<PageName, (visit: Visit) => Promise<Section>> = {
  overview,
  usage,
  adoption,
  experiments,
  segments,
  funnels,
};

/** One of the proxy's own pages, with its numbers. Throws a Problem where no question of it could be answered. */
export async function renderPage(visit: Visit): Promise<string> {
  const { body, asked } = await SECTIONS[visit.page](visit);
  const answers = answersOf(asked);
  const meta = answers[0]?.meta;
  return documentOf({
    title: PAGES[visit.page].title,
    head: navigation(visit),
    refresh: meta?.demo && meta.freshness === null ? DEMO_SECONDS : undefined,
    body: html`<main id="main" class="wrap">
        <h1 class="unseen">${PAGES[visit.page].title}</h1>
        ${meta?.demo && demoBanner(visit)} ${controls(visit)}
        ${meta?.freshness === null ? nothingYet(visit, meta.demo) : html`${notices(answers)} ${await body()}`}
      </main>
      ${footer(visit, meta)}`,
  });
}

/** A workspace without any event teaches how to send one, instead of showing zeros; the demo's come by themselves. */
function nothingYet(visit: Visit, demo: boolean): Html {
  if (demo) {
    return html`<section class="panel welcome" role="status">
      <h2>The demo is being told</h2>
      <p>Its first events come in now, 90 days of them, the oldest first. This page looks again by itself.</p>
    </section>`;
  }
  return html`<section class="panel welcome">
    <h2>Send your first event</h2>
    <p>
      The workspace ${visit.workspace} has received no event yet. Send one, then
      <a href="${addressOf(visit.page, visit.choices)}">look again</a>.
    </p>
    ${firstEvent(visit)}
  </section>`;
}

function footer(visit: Visit, meta: AnswerMeta | undefined): Html {
  return html`<footer class="wrap">
    ${meta && validity(meta)}
    <div class="help">
      ${
        meta?.freshness !== null &&
        html`<details>
          <summary>Send events of your own</summary>
          ${firstEvent(visit)}
        </details>`
      }
      <section aria-labelledby="grafana">
        <h2 id="grafana">Grafana</h2>
        ${grafana(visit.grafanaUrl)}
      </section>
    </div>
  </footer>`;
}
