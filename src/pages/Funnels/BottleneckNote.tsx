import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { SceneObjectBase, sceneGraph, type SceneComponentProps } from '@grafana/scenes';
import { Alert } from '@grafana/ui';
import { bottleneckOf } from './bottleneck';

/** Says in words where the funnel loses the most people. */
export class BottleneckNote extends SceneObjectBase {
  static Component = BottleneckNoteRenderer;
}

function BottleneckNoteRenderer({ model }: SceneComponentProps<BottleneckNote>) {
  const { data } = sceneGraph.getData(model).useState();
  const found = bottleneckOf(data?.series ?? []);
  if (!found) {
    return null;
  }
  const { step, entered, completed, dropOff } = found;
  const percent = dropOff.toLocaleString(undefined, { maximumFractionDigits: 1 });
  return (
    <Alert
      severity="info"
      title={t('funnels.bottleneck', 'Most people are lost at “{{step}}”', {
        step,
        interpolation: { escapeValue: false },
      })}
    >
      <Trans i18nKey="funnels.bottleneck-explanation" values={{ entered, completed, percent }}>
        {'{{entered}}'} people came to this step and {'{{completed}}'} of them did it; {'{{percent}}'} % went no
        further.
      </Trans>
    </Alert>
  );
}
