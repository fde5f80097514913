import { single } from '../../frame-reader';
import type { Area } from './area';

const MEASURES = {
  total_users: 'total_users',
  active_users: 'active_users',
  unique_visitors: 'unique_visitors',
  avg_session_duration_seconds: 'session_duration',
  bounce_rate_percentage: 'bounce_rate',
} as const;
const FAMILIES = Object.keys(MEASURES) as Array<keyof typeof MEASURES>;

export const usage: Area = {
  name: 'usage',
  families: FAMILIES,
  async samples({ ask, asOf }) {
    const measures = Object.values(MEASURES).map((measure) => ({ measure }));
    const answered = await ask({ v: 1, kind: 'trends', range: { last: '7d' }, interval: 'range', measures, asOf });
    return FAMILIES.map((family) => ({ family, value: single(answered, MEASURES[family]) }));
  },
};
