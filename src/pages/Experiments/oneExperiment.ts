import { t } from '@grafana/i18n';
import { VARIABLES } from '../../app/controls/controls';
import { ask } from '../../panels/ask';
import { headlineRow, panelRow } from '../../panels/grid';
import { headline } from '../../panels/headline/headline';
import { nestedPanel } from '../../panels/nestedPanel';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';
import { timeChart } from '../../panels/timeChart';
import type { ForestOptions } from '../../visualizations/forest/options';
import { FOREST_PANEL } from '../../visualizations/ids';
import { answered } from '../answeredScene';
import { RecommendationNote } from './RecommendationNote';

/** One experiment: what to do, what each variant came to, and whether the numbers can be believed. */
export const oneExperiment = () =>
  answered({
    $data: ask({ refId: 'experiment', kind: 'experiment', experiment: `\${${VARIABLES.experiment}}`, novelty: true }),
    rows: [
      new RecommendationNote({}),
      headlineRow([
        headline(t('experiments-page.assigned', 'People in it'), 'assigned'),
        headline(t('experiments-page.p-value', 'p-value'), 'p_value'),
        headline(t('experiments-page.reached', 'Planned people who came'), 'sample_reached'),
        headline(t('experiments-page.days-left', 'Days left'), 'days_left'),
      ]),
      panelRow([effects()]),
      panelRow([
        tableOf({
          title: t('experiments-page.results', 'Variants by metric'),
          data: pickedData({ refId: 'experiment', frame: 'results', fields: RESULTS }),
        }),
      ]),
      panelRow([
        timeChart({
          title: t('experiments-page.people', 'People by variant'),
          data: pickedData({ refId: 'experiment', frame: 'over_time', fields: ['time', 'people'] }),
        }),
        timeChart({
          title: t('experiments-page.conversions', 'Conversions by variant'),
          data: pickedData({ refId: 'experiment', frame: 'over_time', fields: ['time', 'conversions'] }),
        }),
      ]),
      panelRow([
        tableOf({
          title: t('experiments-page.by-day', 'The effect as it was known on each day'),
          data: pickedData({ refId: 'experiment', frame: 'effects' }),
          wide: ['time'],
        }),
        tableOf({
          title: t('experiments-page.novelty', 'Does the effect fade?'),
          description: t(
            'experiments-page.novelty-explanation',
            'Each person’s first week in it against their second.'
          ),
          data: pickedData({ refId: 'experiment', frame: 'novelty' }),
        }),
      ]),
      panelRow([
        tableOf({
          title: t('experiments-page.health', 'Can the numbers be believed?'),
          data: pickedData({ refId: 'experiment', frame: 'health' }),
          wide: ['reason'],
        }),
      ]),
    ],
  });

/** Each variant against control; which is not held against itself. */
const effects = () =>
  nestedPanel<ForestOptions>({
    pluginId: FOREST_PANEL,
    title: t('experiments-page.effects', 'Relative effects with their intervals'),
    description: t(
      'experiments-page.effects-explanation',
      'How much more or less than control, in percent of it. An interval that includes 0 shows no difference.'
    ),
    data: pickedData({ refId: 'experiment', frame: 'results', fields: RESULTS }),
    options: {
      names: ['metric', 'variant'],
      estimate: 'relative_effect',
      low: 'relative_low',
      high: 'relative_high',
      skipEmpty: true,
    },
  });

const RESULTS = [
  'metric',
  'role',
  'variant',
  'people',
  'value',
  'unit',
  'value_low',
  'value_high',
  'relative_effect',
  'relative_low',
  'relative_high',
  'p_value',
  'p_corrected',
  'chance_to_win',
  'verdict',
];
