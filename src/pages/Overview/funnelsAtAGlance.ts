import { t } from '@grafana/i18n';
import { SceneDataTransformer, type VizPanel } from '@grafana/scenes';
import { ask } from '../../panels/ask';
import { framesBy } from '../../panels/frames';
import { bars } from '../../panels/bars';
import { askEachFunnel } from './askEachFunnel';
import { conversionsByFunnel } from './conversionsByFunnel';
import { funnelLink } from '../choice/links';
import { withNotices } from '../../panels/PanelNotices';

/** The conversion of each funnel that the workspace has named; a bar leads to its funnel. */
export function funnelsAtAGlance(): VizPanel {
  const runner = ask();
  runner.setState({ $behaviors: [askEachFunnel] });
  return withNotices(
    bars(
      t('overview.funnels', 'Funnels at a glance'),
      new SceneDataTransformer({
        $data: runner,
        transformations: [framesBy((frames) => [conversionsByFunnel(frames)])],
      })
    )
      .setMax(100)
      .setLinks([funnelLink()])
      .build()
  );
}
