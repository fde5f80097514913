import type { Frame, FrameField, FrameValue } from '@fawkes/contract';

export interface Column {
  name: string;
  values: FrameValue[];
  type: FrameField['type'];
  labels?: Record<string, string>;
  config?: FrameField['config'];
}

const WIRE: Record<FrameField['type'], FrameField['typeInfo']['frame']> = {
  time: 'time',
  number: 'float64',
  string: 'string',
  boolean: 'bool',
};

/** A frame of Grafana's wire format. Times are milliseconds since 1970; null is "not known". */
export function frame(name: string, columns: Column[], custom: Record<string, unknown> = {}): Frame {
  return {
    schema: {
      name,
      meta: { custom },
      fields: columns.map((c) => ({
        name: c.name,
        type: c.type,
        // A time that is never missing is told so: Grafana's data plane takes no other for the time of a series.
        typeInfo: { frame: WIRE[c.type], nullable: c.type !== 'time' || c.values.includes(null) },
        ...(c.labels ? { labels: c.labels } : {}),
        ...(c.config ? { config: c.config } : {}),
      })),
    },
    data: { values: columns.map((c) => c.values) },
  };
}

/** The same frame, shown in Explore as a table or a graph of nodes rather than as its fields suggest. */
export function shownAs(how: 'table' | 'nodeGraph', { schema, data }: Frame): Frame {
  return { schema: { ...schema, meta: { ...schema.meta, preferredVisualisationType: how } }, data };
}

export function numberColumn(name: string, values: Array<number | null>, config: Column['config'] = {}): Column {
  return { name, type: 'number', values, config };
}

export function textColumn(name: string, values: string[], config: Column['config'] = {}): Column {
  return { name, type: 'string', values, config };
}
