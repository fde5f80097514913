import React from 'react';
import { isEmpty, omitBy } from 'lodash';
import { t } from '@grafana/i18n';
import type { Matcher } from '@fawkes/contract';
import { FilterField } from './FilterField';
import { TextsField } from './TextsField';
import { useKnown } from './workspace';

interface MatcherFieldsProps {
  matcher: Matcher;
  path: PropertyKey[];
  onChange: (matcher: Matcher) => void;
}

/** Which events are meant: by their names, or page views by their paths, any of them; and all conditions hold. */
export function MatcherFields({ matcher, path, onChange }: MatcherFieldsProps) {
  const change = (part: Partial<Matcher>) => onChange(omitBy({ ...matcher, ...part }, isEmpty));
  return (
    <>
      <TextsField
        label={t('editor.events', 'Events')}
        tooltip={t('editor.events-explanation', 'Any of these names; * stands for any text in a name.')}
        placeholder={t('editor.events-placeholder', 'Names of events')}
        path={path}
        exactly
        options={useKnown('events')}
        value={matcher.events ?? []}
        onChange={(events) => change({ events })}
      />
      <TextsField
        label={t('editor.paths', 'Pages')}
        tooltip={t(
          'editor.paths-explanation',
          'Or page views of any of these paths; * stays within a part of the path, ** stands for anything.'
        )}
        placeholder={t('editor.paths-placeholder', 'Paths, such as /docs/**')}
        options={useKnown('paths')}
        value={matcher.paths ?? []}
        onChange={(paths) => change({ paths })}
      />
      <FilterField
        label={t('editor.conditions', 'Conditions')}
        filter={matcher.filter}
        path={[...path, 'filter']}
        onChange={(filter) => change({ filter })}
      />
    </>
  );
}
