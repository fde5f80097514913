import type { Frame } from '@fawkes/contract';

/** The versions of the formats are part of their contract; 0.1 is the one that Grafana reads. */
const VERSION = [0, 1];

/**
 * What a frame is in Grafana's data plane, where it is one of its kinds: numbers over time, or rows of numbers told apart by
 * their texts. By it alert rules and expressions read a frame with several numbers. Other frames are tables, and say nothing.
 * @see https://grafana.com/developers/dataplane/contract-spec
 */
export function frameType({ schema: { fields } }: Frame): { type: string; typeVersion: number[] } | undefined {
  const [first, ...others] = fields;
  const numbers = fields.filter(({ type }) => type === 'number').length;
  if (numbers === 0) {
    return undefined;
  }
  if (first?.type === 'time') {
    return others.length === numbers ? { type: 'timeseries-wide', typeVersion: VERSION } : undefined;
  }
  return fields.some(({ type }) => type === 'time') ? undefined : { type: 'numeric-long', typeVersion: VERSION };
}
