import React, { useRef } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import type { QueryKind } from '@fawkes/contract';
import { questionOf, sharedWith, withQuestion, type Members } from '../question/members';
import type { FawkesQuery } from '../types';
import { EditorField } from './common/EditorField';
import { GROUPS, KIND_EDITORS, KINDS } from './kinds';

interface KindPickerProps {
  query: FawkesQuery;
  onChange: (query: FawkesQuery) => void;
}

/** Chooses what kind of question is asked. What both kinds have stays, such as site, filter and measures. */
export function KindPicker({ query, onChange }: KindPickerProps) {
  // What each kind had when it was left, so that looking at another costs nothing.
  const left = useRef<Partial<Record<QueryKind, Members>>>({});
  const choose = ({ value: kind }: ComboboxOption<QueryKind>) => {
    left.current[query.kind] = questionOf(query);
    const begun = left.current[kind] ?? KIND_EDITORS[kind].initial;
    onChange(withQuestion(query, { ...begun, ...sharedWith(kind, query), kind }));
  };
  return (
    <EditorField label={t('editor.kind', 'Kind of question')} grow={320}>
      {(id) => <Combobox id={id} options={offered()} value={query.kind} onChange={choose} />}
    </EditorField>
  );
}

/** The kinds, those of one group together. */
const offered = (): Array<ComboboxOption<QueryKind>> =>
  Object.entries(GROUPS).flatMap(([group, label]) =>
    KINDS.filter((kind) => KIND_EDITORS[kind].group === group).map((kind) => ({
      value: kind,
      group: label(),
      label: KIND_EDITORS[kind].label(),
      description: KIND_EDITORS[kind].description(),
    }))
  );
