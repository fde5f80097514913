import type { DataFrame } from '@grafana/data';
import { SceneDataTransformer, type SceneDataProvider } from '@grafana/scenes';
import { framesBy, withFields } from './frames';

/** One frame of what the page has asked. */
export interface Picked {
  /** Of which question. */
  refId: string;
  /** The frame's name. */
  frame: string;
  /** Which of its fields, in which order; without it all. */
  fields?: readonly string[];
}

/** A panel's data: one frame of the page's answer, and nothing asked anew; or of what the panel asks by itself. */
export const pickedData = (wanted: Picked, $data?: SceneDataProvider): SceneDataTransformer =>
  new SceneDataTransformer({ $data, transformations: [framesBy((frames) => pick(frames, wanted))] });

/** The frame, with the fields asked for; a name that several fields have, such as one for each series, takes them all. */
export function pick(frames: DataFrame[], { refId, frame: name, fields }: Picked): DataFrame[] {
  const found = frames.filter((frame) => frame.refId === refId && frame.name === name);
  return fields === undefined
    ? found
    : found.map((frame) =>
        withFields(
          frame,
          fields.flatMap((wanted) => frame.fields.filter((field) => field.name === wanted))
        )
      );
}
