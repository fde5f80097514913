import { FieldType, type DataFrame, type Field } from '@grafana/data';
import { fieldNamed, finiteAt, isName, isNumber } from '../common/fields';

/** A table of cohorts: a row a cohort, a column an interval after its beginning. */
export interface CohortTable {
  frame: DataFrame;
  /** What names a cohort. */
  head: Field;
  /** How many were in it. */
  size: Field | undefined;
  /** A field an interval. */
  cells: Field[];
  /** The same table in people instead of rates, where the answer has it. */
  people: DataFrame | undefined;
  /** Over all cohorts, a value a field of `cells`. */
  mean: Array<number | null>;
}

/** The table in the frames: the rates of our retention, or the first with a name and numbers beside it. */
export function cohortTable(
  frames: DataFrame[],
  chosen: { head?: string | undefined; size?: string | undefined }
): CohortTable | undefined {
  const ratesFirst = [
    ...frames.filter(({ name }) => name === 'rates'),
    ...frames.filter(({ name }) => name !== 'rates'),
  ];
  for (const frame of ratesFirst) {
    const head = chosen.head ? fieldNamed(frame, chosen.head) : frame.fields.find(isTimeOrText);
    const numbers = frame.fields.filter((field) => isNumber(field) && field !== head);
    const size = chosen.size ? fieldNamed(frame, chosen.size) : sizeIn(numbers);
    const cells = numbers.filter((field) => field !== size);
    if (head && cells.length > 0) {
      const beside = frames.filter(({ refId }) => refId === frame.refId);
      return {
        frame,
        head,
        size,
        cells,
        people: frame.name === 'rates' ? beside.find(({ name }) => name === 'people') : undefined,
        mean: answeredMean(beside, cells.length) ?? cells.map((field) => meanOf(field, size)),
      };
    }
  }
  return undefined;
}

const isTimeOrText = (field: Field): boolean => isName(field) && field.type !== FieldType.boolean;

const SIZE = /^(cohort[ _]?)?(size|people|users|persons|visitors|customers|count|total)$/i;

/** The size of a cohort stands before the numbers about it. */
const sizeIn = ([first, second]: Field[]): Field | undefined =>
  first && second && SIZE.test(first.name) ? first : undefined;

/** The mean of our retention's answer, which knows for which cohorts an interval is over. */
function answeredMean(frames: DataFrame[], intervals: number): CohortTable['mean'] | undefined {
  const mean = frames.find(({ name }) => name === 'mean');
  const rate = mean?.fields.find(({ name }) => name === 'rate');
  return rate?.values.length === intervals ? rate.values.map((_, place) => finiteAt(rate, place)) : undefined;
}

/**
 * Over the rows that have a value. Shares are weighed by the size of their cohorts, so that the mean is the share among all;
 * other numbers count once each.
 */
function meanOf(field: Field, size: Field | undefined): number | null {
  const weights = isShare(field) ? size : undefined;
  let sum = 0;
  let weight = 0;
  field.values.forEach((_, row) => {
    const value = finiteAt(field, row);
    const w = weights ? Math.max(0, finiteAt(weights, row) ?? 0) : 1;
    if (value !== null) {
      sum += value * w;
      weight += w;
    }
  });
  return weight > 0 ? sum / weight : null;
}

const isShare = ({ config }: Field): boolean => config.unit === 'percent' || config.unit === 'percentunit';
