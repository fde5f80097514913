import type { Answer, AnswerMeta, Notice } from '@fawkes/contract';
import { formatAge } from '../format';
import { html, type Html } from '../html';
import { momentFormat } from '../time-format';
import type { Visit } from '../visit';

/** Generated numbers are never shown without this. */
export function demoBanner({ workspace, anonymous }: Visit): Html {
  return html`<p class="banner demo" role="note">
    <strong>Demo data</strong>
    <span
      >All events of the workspace ${workspace} are generated.
      ${anonymous && 'Your own numbers stand behind the link with a token that the proxy prints when it starts.'}</span
    >
  </p>`;
}

/** What one must know to believe the page's numbers, each thing once. */
export function notices(answers: readonly Answer[]): Html {
  const all = answers.flatMap(({ meta }) => [...meta.notices, ...sourceNotice(meta)]);
  const once = [...new Map(all.map((notice) => [notice.text, notice])).values()];
  return once.length === 0
    ? html``
    : html`<ul class="notices" aria-label="About these numbers">
        ${once.map(({ severity, text }) => html`<li class="${severity}"><strong>${WORDS[severity]}</strong> ${text}</li>`)}
      </ul>`;
}

const WORDS: Record<Notice['severity'], string> = { info: 'Note:', warning: 'Mind:', error: 'Wrong:' };

function sourceNotice({ source }: AnswerMeta): Notice[] {
  return source.state === 'ok'
    ? []
    : [
        {
          severity: 'error',
          code: 'source',
          text: `The source ${source.name} is ${source.state}: numbers may be old.`,
        },
      ];
}

/** For which time the numbers hold, and how new they are. */
export function validity({ range, asOf, timezone, freshness, workspace }: AnswerMeta): Html {
  const format = momentFormat(timezone);
  const time = (iso: string) => html`<time datetime="${iso}">${format(Date.parse(iso))}</time>`;
  return html`<dl class="validity">
    <div>
      <dt>Range</dt>
      <dd>${time(range.from)} – ${time(range.to)}</dd>
    </div>
    <div>
      <dt>As of</dt>
      <dd>${time(asOf)}</dd>
    </div>
    <div>
      <dt>Time zone</dt>
      <dd>${timezone}</dd>
    </div>
    <div>
      <dt>Newest event arrived</dt>
      <dd>${freshness === null ? 'none yet' : html`${formatAge(Date.parse(asOf) - Date.parse(freshness))}`}</dd>
    </div>
    <div>
      <dt>Workspace</dt>
      <dd>${workspace}</dd>
    </div>
  </dl>`;
}
