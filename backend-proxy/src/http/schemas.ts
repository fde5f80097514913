import {
  answerSchema,
  eventInputSchema,
  featureSchema,
  filterSchema,
  frameSchema,
  funnelDefinitionSchema,
  matcherSchema,
  problemSchema,
  PROPERTIES,
  propertySchema,
  querySchema,
  segmentRuleSchema,
  segmentSchema,
} from '@fawkes/contract';
import * as z from 'zod/mini';

/** A name to refer to, or keywords of JSON Schema that say what zod cannot. */
interface Documented {
  id?: string;
  [keyword: string]: unknown;
}

/** Schemas that the documentation names instead of repeating them. In requests they are called `<name>Input`. */
export const schemaRegistry = z.registry<Documented>();
for (const [id, schema] of Object.entries({
  Answer: answerSchema,
  Event: eventInputSchema,
  Feature: featureSchema,
  Filter: filterSchema,
  Frame: frameSchema,
  Funnel: funnelDefinitionSchema,
  Matcher: matcherSchema,
  Problem: problemSchema,
  Query: querySchema,
  Segment: segmentSchema,
  SegmentRule: segmentRuleSchema,
})) {
  schemaRegistry.add(schema, { id });
}

// A check written in code says nothing in JSON Schema.
schemaRegistry.add(propertySchema, {
  id: 'Property',
  type: 'string',
  description: `One of ${Object.keys(PROPERTIES).join(', ')}, props.<name> for a property of your own, or person.<trait>.`,
});

/** Documented as the named request schema, but let through as it is: its own parser judges it. */
export function documentedAs(name: 'Query' | 'Event') {
  const schema = z.unknown();
  schemaRegistry.add(schema, { $ref: `#/components/schemas/${name}Input` });
  return schema;
}

/** What any route may answer besides what it is for. */
export const anyProblem = {
  default: {
    description: 'A problem: what was wrong, where, and what to do',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
};
