import { addressOf, DEFAULT_RANGE, localTimezone, PAGES, RANGES, type Choices } from '../choices';
import { html, type Html } from '../html';
import type { Visit } from '../visit';

/** What can be chosen: plain links and a form, so that the page needs no script. */
export function controls(visit: Visit): Html {
  return html`<div class="controls">${ranges(visit)} ${form(visit)}</div>`;
}

function ranges({ page, choices }: Visit): Html {
  const current = choices.range ?? DEFAULT_RANGE;
  return html`<nav class="pills" aria-label="Time range">
    ${RANGES.map((range) => {
      const address = addressOf(page, choices, { range });
      return html`<a href="${address}" ${range === current && html`aria-current="true"`}>${range}</a>`;
    })}
  </nav>`;
}

function form({ page, choices, sites, workspace, workspaces }: Visit): Html {
  const zone = choices.timezone ?? localTimezone();
  return html`<form method="get" action="${PAGES[page].path}">
    ${kept(choices, 'range')} ${kept(choices, 'funnel')}
    ${
      workspaces.length > 1
        ? select(
            'workspace',
            'Workspace',
            workspaces.map((name) => [name, name]),
            workspace
          )
        : kept(choices, 'workspace')
    }
    ${select(
      'compare',
      'Compare',
      [
        ['previous', 'Period before'],
        ['none', 'Nothing'],
      ],
      choices.compare ?? 'previous'
    )}
    ${select('site', 'Site', [['', 'All sites'], ...sites.map((site): [string, string] => [site, site])], choices.site)}
    <label
      >Time zone <input name="timezone" value="${zone}" list="zones" autocomplete="off" spellcheck="false"
    /></label>
    <datalist id="zones">${zones().map((name) => html`<option value="${name}"></option>`)}</datalist>
    <button>Show</button>
  </form>`;
}

function select(name: string, label: string, options: Array<[string, string]>, chosen: string | undefined): Html {
  return html`<label
    >${label}
    <select name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`)}
    </select></label
  >`;
}

/** A choice that the form does not show, but must not lose. */
function kept(choices: Choices, name: keyof Choices): Html | undefined {
  const value = choices[name];
  return value === undefined ? undefined : html`<input type="hidden" name="${name}" value="${value}" />`;
}

const zones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')];
