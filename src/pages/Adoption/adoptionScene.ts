import { t } from '@grafana/i18n';
import { EmbeddedScene } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { Choice } from '../choice/Choice';
import { allFeatures } from './allFeatures';
import { oneFeature } from './oneFeature';

/** Who uses which feature: all of them at a glance, or one in depth. */
export function adoptionScene(): EmbeddedScene {
  return new EmbeddedScene({
    body: new Choice({
      variable: VARIABLES.feature,
      list: allFeatures(),
      one: oneFeature(),
      back: t('adoption-page.back', 'All features'),
    }),
  });
}
