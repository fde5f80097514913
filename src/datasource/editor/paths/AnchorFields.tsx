import React from 'react';
import { t } from '@grafana/i18n';
import { RadioButtonGroup } from '@grafana/ui';
import type { Matcher } from '@fawkes/contract';
import { EditorField } from '../common/EditorField';
import { MatcherFields } from '../common/MatcherFields';

interface Anchor {
  from?: Matcher | undefined;
  to?: Matcher | undefined;
}

/** Where a path is anchored. */
type Where = 'beginning' | 'from' | 'to';

interface AnchorFieldsProps extends Anchor {
  onChange: (anchor: Anchor) => void;
}

/** Where paths are looked at from: their beginning, an event or page on, or up to one. */
export function AnchorFields({ from, to, onChange }: AnchorFieldsProps) {
  const chosen: Where = from ? 'from' : to ? 'to' : 'beginning';
  const matcher = from ?? to ?? {};
  const anchored = (where: Where, match: Matcher): Anchor => ({
    from: where === 'from' ? match : undefined,
    to: where === 'to' ? match : undefined,
  });
  return (
    <>
      <EditorField label={t('paths.anchor', 'Paths')}>
        {(id) => (
          <RadioButtonGroup<Where>
            id={id}
            options={[
              { value: 'beginning', label: t('paths.beginning', 'From the beginning') },
              { value: 'from', label: t('paths.from', 'From') },
              { value: 'to', label: t('paths.to', 'To') },
            ]}
            value={chosen}
            onChange={(where) => onChange(anchored(where, matcher))}
          />
        )}
      </EditorField>
      {chosen !== 'beginning' && (
        <MatcherFields matcher={matcher} path={[chosen]} onChange={(match) => onChange(anchored(chosen, match))} />
      )}
    </>
  );
}
