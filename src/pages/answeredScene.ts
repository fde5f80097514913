import { EmbeddedScene, type SceneDataProvider, type SceneObject } from '@grafana/scenes';
import { stack } from '../panels/grid';
import { AnswerFrame } from './answer/AnswerFrame';

interface AnsweredScene {
  /** What the page as a whole asks; its panels share the answer, and it tells whether there are events at all. */
  $data: SceneDataProvider;
  controls?: SceneObject[];
  rows: SceneObject[];
}

/** A page: rows of panels over one shared answer. */
export const answeredScene = ({ $data, controls, rows }: AnsweredScene): EmbeddedScene =>
  new EmbeddedScene({ $data, controls, body: new AnswerFrame({ body: stack(rows) }) });

/** The same as a part of a page. */
export const answered = ({ $data, rows }: Omit<AnsweredScene, 'controls'>): AnswerFrame =>
  new AnswerFrame({ $data, body: stack(rows) });
