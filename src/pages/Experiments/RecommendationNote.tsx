import React from 'react';
import { t } from '@grafana/i18n';
import { SceneObjectBase, sceneGraph, type SceneComponentProps } from '@grafana/scenes';
import { Alert, type AlertVariant } from '@grafana/ui';
import { presentField } from '../../panels/frames';

/** What to do about the experiment, in the words of its answer. */
export class RecommendationNote extends SceneObjectBase {
  static Component = RecommendationNoteRenderer;
}

function RecommendationNoteRenderer({ model }: SceneComponentProps<RecommendationNote>) {
  const { data } = sceneGraph.getData(model).useState();
  const summary = data?.series.find((frame) => frame.name === 'summary');
  const textOf = (name: string) => {
    const value: unknown = summary && presentField(summary, name)?.values[0];
    return typeof value === 'string' ? value : '';
  };
  const recommendation = textOf('recommendation');
  if (recommendation === '') {
    return null;
  }
  const winner = textOf('winner');
  return (
    <Alert
      severity={severityOf(textOf('health'), winner)}
      title={
        winner === ''
          ? recommendation
          : t('experiments-page.winner', '{{winner}} wins', { winner, interpolation: { escapeValue: false } })
      }
      bottomSpacing={0}
    >
      {winner === '' ? null : recommendation}
    </Alert>
  );
}

function severityOf(health: string, winner: string): AlertVariant {
  if (health !== '' && health !== 'ok') {
    return 'warning';
  }
  return winner === '' ? 'info' : 'success';
}
