import type { Frame, FrameField, Query, QueryKind } from '@fawkes/contract';
import { ADOPTION } from './adoption';
import { CHANGES } from './changes';
import { EXPERIMENT, EXPERIMENTS } from './experiments';
import { FUNNEL } from './funnel';
import type { Meanings } from './meanings';
import { FLOWS, OVERLAP, POWER_CURVE, RFM, SEGMENTS, STANDOUT } from './segments';
import { EVENTS, LIFECYCLE, LIVE, MOVERS, PATHS, PEOPLE, RETENTION, STICKINESS } from './usage';

/** Frames of trends and top are of measures, which say themselves what they mean. */
const MEANINGS: Record<Exclude<QueryKind, 'trends' | 'top'>, Meanings> = {
  adoption: ADOPTION,
  changes: CHANGES,
  events: EVENTS,
  experiment: EXPERIMENT,
  experiments: EXPERIMENTS,
  flows: FLOWS,
  funnel: FUNNEL,
  lifecycle: LIFECYCLE,
  live: LIVE,
  movers: MOVERS,
  overlap: OVERLAP,
  paths: PATHS,
  people: PEOPLE,
  'power-curve': POWER_CURVE,
  retention: RETENTION,
  rfm: RFM,
  segments: SEGMENTS,
  standout: STANDOUT,
  stickiness: STICKINESS,
};

/** The frames with a name to read at each field, and a description where it has a meaning of its own, for whoever points at it. */
export function explained({ kind }: Query, frames: Frame[]): Frame[] {
  const meanings: Meanings = kind === 'trends' || kind === 'top' ? {} : MEANINGS[kind];
  return frames.map((frame) => {
    const ofFrame = meanings[frame.schema.name] ?? meanings['*'] ?? {};
    const fields = frame.schema.fields.map((field) => inWords(field, ofFrame));
    return { ...frame, schema: { ...frame.schema, fields } };
  });
}

function inWords(field: FrameField, meanings: Record<string, string>): FrameField {
  const description = meanings[field.name] ?? (field.type === 'number' ? meanings['*'] : undefined);
  const said = description === undefined ? {} : { description };
  return { ...field, config: { displayName: titleOf(field), ...said, ...field.config } };
}

/** `Conversions: tour, short` for a field that brings no name of its own. A condition is called what it asks. */
function titleOf({ name, type, labels = {} }: FrameField): string {
  const words = type === 'boolean' ? name : name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
  return [words, Object.values(labels).join(', ')].filter((part) => part !== '').join(': ');
}
