import React from 'react';
import { t } from '@grafana/i18n';
import { DEFAULT_SEGMENT_RULES, type SegmentRules } from '@fawkes/contract';
import { EditorField } from './EditorField';
import { NumberInput } from './NumberInput';
import { ToggleField } from './ToggleField';

type Rule = keyof SegmentRules;
type SomeRules = { [R in Rule]?: SegmentRules[R] | undefined };

interface RulesFieldsProps {
  value: SomeRules | undefined;
  /** Those that the kind goes by. */
  rules?: readonly Rule[];
  onChange: (rules: SomeRules | undefined) => void;
}

const ALL = Object.keys(DEFAULT_SEGMENT_RULES) as Rule[];

/** Where segments are cut, for this question only; what is left open is the workspace's. */
export function RulesFields({ value, rules = ALL, onChange }: RulesFieldsProps) {
  return (
    <>
      <ToggleField
        label={t('rules.own', 'Own rules')}
        tooltip={t(
          'rules.own-explanation',
          'Cut the segments elsewhere than the workspace does, for this question only.'
        )}
        value={value !== undefined}
        onChange={(isOn) => onChange(isOn ? {} : undefined)}
      />
      {value !== undefined &&
        rules.map((rule) => (
          <EditorField key={rule} label={ruleLabel(rule)} path={['rules', rule]}>
            {(id) => (
              <NumberInput
                id={id}
                width={10}
                placeholder={String(DEFAULT_SEGMENT_RULES[rule])}
                value={value[rule]}
                onCommit={(number) => onChange({ ...value, [rule]: number as number | undefined })}
              />
            )}
          </EditorField>
        ))}
    </>
  );
}

function ruleLabel(rule: Rule): string {
  switch (rule) {
    case 'activeDays':
      return t('rules.active-days', 'Active within days');
    case 'riskDays':
      return t('rules.risk-days', 'At risk after days');
    case 'riskShare':
      return t('rules.risk-share', 'At risk under this share of before');
    case 'riskSessions':
      return t('rules.risk-sessions', 'Given sessions before');
    case 'newDays':
      return t('rules.new-days', 'New within days');
    case 'powerSessions':
      return t('rules.power-sessions', 'Power users over sessions a week');
    case 'powerFeatures':
      return t('rules.power-features', 'Power users from features');
    case 'recentDays':
      return t('rules.recent-days', 'Recent days');
    case 'fullDays':
      return t('rules.full-days', 'Active days of full engagement');
  }
}
