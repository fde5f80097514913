import { FUNNEL_STEP_FIELDS } from '@fawkes/contract';
import { t } from '@grafana/i18n';
import { PanelBuilders, SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import { framesBy } from '../../panels/frames';
import { stepFields } from './stepFields';
import { withNotices } from '../../panels/PanelNotices';

const COLUMNS = ['step_number', 'step_name', ...FUNNEL_STEP_FIELDS];

/** All that is known of each step. */
export function stepTable(): VizPanel {
  return withNotices(
    PanelBuilders.table()
      .setTitle(t('funnels.table', 'Step by step'))
      .setData(new SceneDataTransformer({ transformations: [framesBy((frames) => stepFields(frames, COLUMNS))] }))
      // The table shares its width evenly among columns without one of their own: a larger least width would push it out.
      .setCustomFieldConfig('minWidth', 92)
      .setCustomFieldConfig('wrapHeaderText', true)
      .setOverrides((b) =>
        b
          .matchFieldsWithName('step_number')
          .overrideCustomFieldConfig('width', 50)
          .matchFieldsWithName('step_name')
          .overrideCustomFieldConfig('width', 160)
      )
      .build()
  );
}
