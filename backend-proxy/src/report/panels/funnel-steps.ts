import { FUNNEL_STEP_FIELDS, type Answer, type Frame } from '@fawkes/contract';
import type { Asked } from '../ask-all';
import { funnelChart, type FunnelStep } from '../charts/funnel';
import { html, type Html } from '../html';
import { quantity } from '../quantity';
import { asNumber, columnOf, firstOf, frameNamed } from '../read-frame';
import { nothing, panel } from './panel';

/** A funnel's steps as a chart and as a table, and in words where most people are lost. */
export async function funnelPanels(asked: Asked): Promise<Html> {
  return html`${await panel({ title: 'Steps', asked, body: chartOf })}
  ${await panel({ title: 'Step by step', asked, body: tableOf })}`;
}

async function chartOf(answer: Answer): Promise<Html> {
  const steps = stepsOf(answer);
  if (!steps.some(({ entered }) => entered > 0)) {
    return nothing;
  }
  const lost = steps.find(({ bottleneck }) => bottleneck);
  return html`${lost && bottleneckNote(lost)}
    <ul class="legend">
      <li><span class="swatch entered" aria-hidden="true"></span>Came to the step</li>
      <li><span class="swatch completed" aria-hidden="true"></span>Did it</li>
      ${lost && html`<li><span class="swatch bottleneck" aria-hidden="true"></span>Most people lost</li>`}
    </ul>
    ${await funnelChart('Steps of the funnel: bar chart, numbers in the table below', steps)}`;
}

function bottleneckNote({ name, entered, completed, dropOff }: Step): Html {
  return html`<p class="note">
    <strong>Most people are lost at “${name}”.</strong> ${quantity(entered)} people came to this step and
    ${quantity(completed)} of them did it; ${quantity(dropOff, 'percent')} went no further.
  </p>`;
}

type Step = FunnelStep & { dropOff: number | null };

function stepsOf(answer: Answer): Step[] {
  const steps = frameNamed(answer, 'steps');
  const bottleneck = firstOf(frameNamed(answer, 'summary'), 'bottleneck');
  const names = columnOf(steps, 'step_name')?.values ?? [];
  const at = (field: string, row: number) => asNumber(columnOf(steps, field)?.values[row]);
  return names.map((name, row) => ({
    name: String(name),
    entered: at('users_entered', row) ?? 0,
    completed: at('users_completed', row) ?? 0,
    completion: at('completion_rate', row),
    dropOff: at('drop_off_rate', row),
    // The answer names its bottleneck; where two steps share that name, the first is marked.
    bottleneck: name === bottleneck && names.indexOf(name) === row,
  }));
}

function tableOf(answer: Answer): Html {
  const frame = frameNamed(answer, 'steps');
  const names = columnOf(frame, 'step_name')?.values ?? [];
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Step by step">
    <table>
      <caption class="unseen">
        Step by step
      </caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          ${FUNNEL_STEP_FIELDS.map((name) => html`<th scope="col">${columnOf(frame, name)?.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map((name, row) => stepRow(frame, `${row + 1}. ${String(name)}`, row))}
      </tbody>
    </table>
  </div>`;
}

function stepRow(frame: Frame | undefined, name: string, row: number): Html {
  return html`<tr>
    <th scope="row">${name}</th>
    ${FUNNEL_STEP_FIELDS.map((column) => {
      const field = columnOf(frame, column);
      return html`<td>${quantity(field?.values[row], field?.unit)}</td>`;
    })}
  </tr>`;
}
