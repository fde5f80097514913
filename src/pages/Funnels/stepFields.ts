import type { DataFrame } from '@grafana/data';
import { presentField, withFields } from '../../panels/frames';

/** The steps of a funnel's answer, with the given fields in that order. */
export function stepFields(frames: DataFrame[], names: readonly string[]): DataFrame[] {
  return frames
    .filter((frame) => frame.name === 'steps')
    .map((frame) =>
      withFields(
        frame,
        names.flatMap((name) => presentField(frame, name) ?? [])
      )
    );
}
