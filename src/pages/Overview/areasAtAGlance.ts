import { t } from '@grafana/i18n';
import type { VizPanel } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { ask } from '../../panels/ask';
import { barsOf } from '../../panels/bars';
import { pickedData } from '../../panels/picked';
import { withNotices } from '../../panels/PanelNotices';
import { tableOf } from '../../panels/tableOf';
import { choiceLink } from '../choice/choiceLink';

/** How many use each feature; a bar leads to its feature. */
export function adoptionAtAGlance(): VizPanel {
  const link = choiceLink(t('overview.open-feature', 'Open the feature'), 'adoption', VARIABLES.feature, 'feature');
  return withNotices(
    barsOf(
      t('overview.adoption', 'Features at a glance'),
      { refId: 'adoption', frame: 'adoption', fields: ['feature', 'adoption_rate'] },
      ask({ refId: 'adoption', kind: 'adoption' })
    )
      .setMax(100)
      .setLinks([link])
      .build()
  );
}

/** What is being tried, and whether it can be believed; a row leads to its experiment. */
export function experimentsAtAGlance(): VizPanel {
  const title = t('overview.open-experiment', 'Open the experiment');
  return tableOf({
    title: t('overview.experiments', 'Experiments at a glance'),
    data: pickedData(
      { refId: 'experiments', frame: 'experiments', fields: ['experiment', 'health', 'winner', 'p_value'] },
      ask({ refId: 'experiments', kind: 'experiments' })
    ),
    links: { experiment: choiceLink(title, 'experiments', VARIABLES.experiment, 'experiment') },
    wide: ['experiment'],
  });
}

/** How people divide; a bar leads to its segment. */
export function segmentsAtAGlance(): VizPanel {
  const link = choiceLink(t('overview.open-segment', 'Open the segment'), 'segments', VARIABLES.openSegment, 'segment');
  return withNotices(
    barsOf(
      t('overview.segments', 'Segments at a glance'),
      { refId: 'segments', frame: 'segments', fields: ['segment', 'people'] },
      ask({ refId: 'segments', kind: 'segments' })
    )
      .setLinks([link])
      .build()
  );
}
