import React from 'react';
import { css } from '@emotion/css';
import { LoadingState, type GrafanaTheme2 } from '@grafana/data';
import {
  SceneObjectBase,
  sceneGraph,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { answerMeta, hasNoEvents, noticesOf } from './answerMeta';
import { AnswerNotices } from './AnswerNotices';
import { AnswerProblem } from './AnswerProblem';
import { DemoBadge } from './DemoBadge';
import { NoEventsYet } from './NoEventsYet';

interface AnswerFrameState extends SceneObjectState {
  body: SceneObject;
}

/** The page's panels, with what one must know before believing them: demo data, an error, or that nothing came yet. */
export class AnswerFrame extends SceneObjectBase<AnswerFrameState> {
  static Component = AnswerFrameRenderer;
}

function AnswerFrameRenderer({ model }: SceneComponentProps<AnswerFrame>) {
  const { body } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const styles = useStyles2(getStyles);
  const meta = answerMeta(data?.series ?? []);
  const failed = data?.state === LoadingState.Error;
  return (
    <div className={styles.frame}>
      {meta.demo && <DemoBadge />}
      {failed && (
        <AnswerProblem
          message={problemText(data.errors ?? [])}
          datasourceUid={chosenDatasource(model)}
          isOfQuestion={(data.errors ?? []).every(isOfQuestion)}
        />
      )}
      {hasNoEvents(meta) ? (
        <NoEventsYet site={chosenSite(model)} workspace={meta.workspace ?? 'default'} demo={meta.demo === true} />
      ) : (
        <>
          <AnswerNotices notices={noticesOf(data?.series ?? [])} />
          <body.Component model={body} />
        </>
      )}
    </div>
  );
}

const chosenDatasource = (model: SceneObject) => sceneGraph.interpolate(model, '${ds}');
const chosenSite = (model: SceneObject) => sceneGraph.interpolate(model, '${site}');

/** Queries of one page mostly fail for one reason; it is said once. */
const problemText = (errors: Array<{ message?: string }>): string =>
  [...new Set(errors.map((error) => error.message).filter(Boolean))].join('\n');

/** Refused as it was asked; what a token may not do is the connection's. */
const isOfQuestion = ({ status = 500 }: { status?: number }): boolean =>
  status >= 400 && status < 500 && status !== 401 && status !== 403;

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    width: '100%',
    minWidth: 0,
    // On a page lower than the screen, alerts would else share the room that is left.
    '& > *': { flexGrow: 0 },
  }),
});
