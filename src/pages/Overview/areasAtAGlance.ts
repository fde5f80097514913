import { t } from '@grafana/i18n';
import type { VizPanel } from '@grafana/scenes';
import { ask } from '../../panels/ask';
import { barsOf } from '../../panels/bars';
import { pickedData } from '../../panels/picked';
import { withNotices } from '../../panels/PanelNotices';
import { tableOf } from '../../panels/tableOf';
import { experimentLink, featureLink, segmentLink } from '../choice/links';

/** How many use each feature; a bar leads to its feature. */
export function adoptionAtAGlance(): VizPanel {
  return withNotices(
    barsOf(
      t('overview.adoption', 'Features at a glance'),
      { refId: 'adoption', frame: 'adoption', fields: ['feature', 'adoption_rate'] },
      ask({ refId: 'adoption', kind: 'adoption' })
    )
      .setMax(100)
      .setLinks([featureLink()])
      .build()
  );
}

/** What is being tried, and whether it can be believed; a row leads to its experiment. */
export function experimentsAtAGlance(): VizPanel {
  return tableOf({
    title: t('overview.experiments', 'Experiments at a glance'),
    data: pickedData(
      { refId: 'experiments', frame: 'experiments', fields: ['experiment', 'health', 'winner', 'p_value'] },
      ask({ refId: 'experiments', kind: 'experiments' })
    ),
    links: { experiment: experimentLink() },
    wide: ['experiment'],
  });
}

/** How people divide; a bar leads to its segment. */
export function segmentsAtAGlance(): VizPanel {
  return withNotices(
    barsOf(
      t('overview.segments', 'Segments at a glance'),
      { refId: 'segments', frame: 'segments', fields: ['segment', 'people'] },
      ask({ refId: 'segments', kind: 'segments' })
    )
      .setLinks([segmentLink()])
      .build()
  );
}
