import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { CodeEditor } from '@grafana/ui';
import { isMembers } from '../../question/members';
import type { QueryOf } from '../../types';
import { EditorField } from '../common/EditorField';

type Of = QueryOf<'people'>['of'];

interface NumberFieldProps {
  value: Of;
  onChange: (of: Of) => void;
}

/** Whose people are shown: a question of another kind as JSON, with the place of the number in its answer. */
export function NumberField({ value, onChange }: NumberFieldProps) {
  const saved = JSON.stringify(value, null, 2);
  const [draft, setDraft] = useState<{ of: string; text: string }>();
  const take = (text: string) => {
    const of = parse(text);
    setDraft(of === undefined ? { of: saved, text } : undefined);
    if (of !== undefined && text !== saved) {
      onChange(of);
    }
  };
  return (
    <EditorField
      label={t('people.of', 'People behind')}
      tooltip={t('people.of-tooltip', 'A question of another kind, and in "pick" which of its numbers is meant.')}
      path={['of']}
    >
      {() => (
        <CodeEditor
          language="json"
          height={160}
          width="100%"
          value={draft?.of === saved ? draft.text : saved}
          showMiniMap={false}
          monacoOptions={{ ariaLabel: t('people.of', 'People behind'), scrollBeyondLastLine: false }}
          onBlur={take}
          onSave={take}
        />
      )}
    </EditorField>
  );
}

/** Undefined where the text is no JSON object yet: it stays to be corrected. */
function parse(text: string): Of | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? (value as unknown as Of) : undefined;
  } catch {
    return undefined;
  }
}
