import { t } from '@grafana/i18n';
import { VARIABLES } from '../../app/controls/controls';
import { ask } from '../../panels/ask';
import { panelRow } from '../../panels/grid';
import { overTime } from '../../panels/overTime';
import { pickedData } from '../../panels/picked';
import { tableOf } from '../../panels/tableOf';
import { answered } from '../answeredScene';

const SEGMENT = `\${${VARIABLES.openSegment}}`;

/** One segment: how it grew, what its people are like and do more than others, and who they are. */
export const oneSegment = () =>
  answered({
    $data: ask(
      { refId: 'trend', kind: 'trends', segment: SEGMENT, measures: MEASURES.map((measure) => ({ measure })) },
      { refId: 'standout', kind: 'standout', of: SEGMENT },
      {
        refId: 'people',
        kind: 'people',
        of: { kind: 'segments', pick: { segment: SEGMENT } },
      }
    ),
    rows: [
      panelRow([
        overTime({ title: t('segments-page.activity', 'What they did over time'), measures: [...MEASURES] }),
        tableOf({
          title: t('segments-page.standout', 'What stands out of them'),
          description: t(
            'segments-page.standout-explanation',
            'What these people do and are more or less often than everyone else.'
          ),
          data: pickedData({ refId: 'standout', frame: 'standout', fields: STANDOUT }),
          wide: ['value'],
        }),
      ]),
      panelRow([
        tableOf({
          title: t('segments-page.members', 'People in it'),
          data: pickedData({ refId: 'people', frame: 'people' }),
        }),
      ]),
    ],
  });

const MEASURES = ['active_users', 'sessions', 'page_views'] as const;

const STANDOUT = ['label', 'value', 'share', 'share_others', 'odds_ratio', 'p_corrected'];
