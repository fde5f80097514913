import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from '../../tooling/lib/root.mjs';

/** The parts of a provisioned alert rule that the tests look at. */
export interface Rule {
  uid: string;
  title: string;
  condition: string;
  for: string;
  isPaused: boolean;
  noDataState: string;
  execErrState: string;
  annotations: { summary: string };
  data: RuleQuery[];
}

export interface RuleQuery {
  refId: string;
  datasourceUid: string;
  relativeTimeRange?: { from: number; to: number };
  model: Record<string, unknown>;
}

/** The rules that come with the product. */
export function rules(): Rule[] {
  const text = readFileSync(inRoot('provisioning', 'alerting', 'fawkes-analytics.yaml'), 'utf8');
  const { groups } = parse(text, { merge: true }) as { groups: Array<{ rules: Rule[] }> };
  return groups.flatMap((group) => group.rules);
}
