import { t } from '@grafana/i18n';
import { EmbeddedScene } from '@grafana/scenes';
import { VARIABLES } from '../../app/controls/controls';
import { Choice } from '../choice/Choice';
import { allSegments } from './allSegments';
import { oneSegment } from './oneSegment';

/** What sorts of people there are: all segments, or one in depth. */
export function segmentsScene(): EmbeddedScene {
  return new EmbeddedScene({
    body: new Choice({
      variable: VARIABLES.openSegment,
      list: allSegments(),
      one: oneSegment(),
      back: t('segments-page.back', 'All segments'),
    }),
  });
}
