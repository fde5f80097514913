import { t } from '@grafana/i18n';
import { EmbeddedScene } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { Choice } from '../choice/Choice';
import { allExperiments } from './allExperiments';
import { oneExperiment } from './oneExperiment';

/** What was tried, and what came of it: all experiments, or one in depth. */
export function experimentsScene(): EmbeddedScene {
  return new EmbeddedScene({
    body: new Choice({
      variable: VARIABLES.experiment,
      list: allExperiments(),
      one: oneExperiment(),
      back: t('experiments-page.back', 'All experiments'),
    }),
  });
}
