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
  QUERY_KINDS,
  querySchema,
  rowRangeSchema,
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

nameMembers('Query', querySchema);
nameMembers('Filter', filterSchema);
nameMembers('SegmentRule', segmentRuleSchema);

/**
 * Gives the members of a union names of their own, such as `FilterAnd` or `QueryTrends`: generators of clients follow a schema that
 * holds itself only from one named object to the next.
 */
function nameMembers(union: string, schema: z.core.$ZodType): void {
  const options = schema instanceof z.core.$ZodUnion ? schema._zod.def.options : [];
  for (const option of options.filter((each) => !schemaRegistry.has(each))) {
    schemaRegistry.add(option, { id: `${union}${memberName(option)}` });
  }
}

/** After its `kind`, else after its first field; a member that is a union itself is of conditions. */
function memberName(member: z.core.$ZodType): string {
  if (!(member instanceof z.core.$ZodObject)) {
    return 'Condition';
  }
  const { kind } = member._zod.def.shape;
  const words = kind instanceof z.core.$ZodLiteral ? kind._zod.def.values : Object.keys(member._zod.def.shape);
  return String(words[0])
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

// A check written in code says nothing in JSON Schema.
schemaRegistry.add(propertySchema, {
  id: 'Property',
  type: 'string',
  description: `One of ${Object.keys(PROPERTIES).join(', ')}, props.<name> for a property of your own, or person.<trait>.`,
});

// As JSON Schema writes it, a tuple allows no items besides its own: generators of clients do not read that.
schemaRegistry.add(rowRangeSchema, {
  items: { type: 'integer' },
  prefixItems: undefined,
  minItems: 2,
  maxItems: 2,
});

// A default that is an object is read by few generators either.
schemaRegistry.add(QUERY_KINDS.live.shape.range, {
  default: undefined,
  description: 'By default the last 30 minutes, which the answer is about whatever is asked for.',
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
