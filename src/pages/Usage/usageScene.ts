import { t } from '@grafana/i18n';
import type { EmbeddedScene } from '@grafana/scenes';
import { USAGE } from '@fawkes/contract';
import { ask } from '../../panels/ask';
import { headlineRow, panelRow, tallRow } from '../../panels/grid';
import { headlineQuestion, measureHeadline, trendQuestion } from '../../panels/measures';
import { overTime } from '../../panels/overTime';
import { answeredScene } from '../answeredScene';
import { usageHabits, usagePaths } from './usageHabits';
import { usageTables } from './usageTables';

/** How much the sites are used, by whom and on what. */
export function usageScene(): EmbeddedScene {
  return answeredScene({
    $data: ask(headlineQuestion(USAGE.traffic), trendQuestion([...USAGE.traffic, ...USAGE.actives])),
    rows: [
      headlineRow(USAGE.traffic.map(measureHeadline)),
      panelRow(charts()),
      panelRow(usageHabits()),
      panelRow(usageTables()),
      tallRow([usagePaths()]),
    ],
  });
}

const charts = () => [
  overTime({ title: t('usage.traffic', 'Page views and visitors'), measures: ['page_views', 'unique_visitors'] }),
  overTime({
    title: t('usage.actives', 'Active people'),
    description: t(
      'usage.actives-explanation',
      'People active in the 1, 7 and 30 days that end with each day. Daily visitor ids are left out, since they would pose as new people.'
    ),
    measures: ['dau', 'wau', 'mau'],
  }),
  overTime({ title: t('usage.sessions', 'Sessions'), measures: ['sessions'] }),
  overTime({
    title: t('usage.rates', 'Bounce rate and stickiness'),
    description: t(
      'usage.rates-explanation',
      'Bounces are sessions with one page view and no interactive event. Stickiness is the mean of daily active people over the monthly ones.'
    ),
    measures: ['bounce_rate', 'stickiness'],
  }),
];
