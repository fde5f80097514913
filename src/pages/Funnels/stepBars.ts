import { t } from '@grafana/i18n';
import { SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import { framesBy } from '../../panels/frames';
import { nestedPanel } from '../../panels/nestedPanel';
import { FUNNEL_PANEL } from '../../visualizations/ids';
import { stepFields } from './stepFields';

/** For each step, how many did it, and how many of those who came to it were lost. */
export const stepBars = (): VizPanel =>
  nestedPanel({
    pluginId: FUNNEL_PANEL,
    title: t('funnels.steps', 'Steps'),
    data: new SceneDataTransformer({ transformations: [framesBy((frames) => stepFields(frames, COLUMNS))] }),
  });

const COLUMNS = ['step_name', 'users_entered', 'users_completed', 'avg_time_to_next_step', 'median_time_to_next_step'];
