import { experimentStatusSchema, type Answer, type ExperimentStatus, type QueryInput } from '@fawkes/contract';
import * as z from 'zod/mini';
import { asIso, asNumber, column, framed } from '../../frame-reader';

const variantSchema = z.object({
  variant_id: z.string(),
  name: z.string(),
  assignments: z.number(),
  conversions: z.number(),
  /** 0 to 100, as are the bounds of its 95 % interval. */
  conversion_rate: z.nullable(z.number()),
  confidence_interval_low: z.nullable(z.number()),
  confidence_interval_high: z.nullable(z.number()),
});

export const experimentResultSchema = z.object({
  experiment_id: z.string(),
  experiment_name: z.string(),
  status: experimentStatusSchema,
  /** The first exposure; and the last, where it has stopped. ISO 8601, UTC. */
  start_date: z.nullable(z.string()),
  end_date: z.nullable(z.string()),
  variants: z.array(variantSchema),
  winner: z.nullable(z.string()),
  /** Of the primary metric, corrected for the number of variants. */
  p_value: z.nullable(z.number()),
  /** Of the test, 0 to 1. */
  confidence_level: z.number(),
  is_significant: z.boolean(),
  recommendation: z.string(),
});

type ExperimentResult = z.infer<typeof experimentResultSchema>;

/** The earlier service's experiments since the first event, put together from answers alone, as of `now` (ms since 1970). */
export async function experimentResults(
  ask: (query: QueryInput) => Promise<Answer>,
  status: ExperimentStatus | undefined,
  now: number
): Promise<ExperimentResult[]> {
  const answered = await ask({
    v: 1,
    kind: 'experiments',
    range: { from: 0, to: now },
    asOf: now,
    ...(status ? { status } : {}),
  });
  const of = (name: string) => column(answered, name);
  return of('experiment').map((id, i) => {
    const state = of('status')[i] as ExperimentStatus;
    return {
      experiment_id: String(id),
      experiment_name: String(id),
      status: state,
      start_date: asIso(of('started')[i]),
      end_date: state === 'stopped' ? asIso(of('latest')[i]) : null,
      variants: variantsOf(framed(answered, 'variants'), String(id)),
      winner: (of('winner')[i] as string | null | undefined) ?? null,
      p_value: asNumber(of('p_value')[i]),
      confidence_level: (asNumber(of('confidence_level')[i]) ?? 0) / 100,
      is_significant: of('significant')[i] === true,
      recommendation: String(of('recommendation')[i]),
    };
  });
}

function variantsOf(variants: Answer, experiment: string): ExperimentResult['variants'] {
  const number = (name: string, i: number) => asNumber(column(variants, name)[i]);
  return column(variants, 'experiment').flatMap((id, i) => {
    const name = String(column(variants, 'variant')[i]);
    const variant = {
      variant_id: name,
      name,
      assignments: number('assignments', i) ?? 0,
      conversions: number('conversions', i) ?? 0,
      conversion_rate: number('conversion_rate', i),
      confidence_interval_low: number('rate_low', i),
      confidence_interval_high: number('rate_high', i),
    };
    return id === experiment ? [variant] : [];
  });
}
