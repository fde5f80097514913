import React, { useState } from 'react';
import { t } from '@grafana/i18n';
import { CodeEditor, FieldValidationMessage, Stack } from '@grafana/ui';
import { isMembers, questionOf, withQuestion } from '../question/members';
import type { FawkesQuery } from '../types';

interface JsonViewProps {
  query: FawkesQuery;
  onChange: (query: FawkesQuery) => void;
}

/** The question as JSON. It is taken over when the field is left, and kept for correction where it is no JSON. */
export function JsonView({ query, onChange }: JsonViewProps) {
  const saved = JSON.stringify(questionOf(query), null, 2);
  const [draft, setDraft] = useState<Draft>();
  // A draft belongs to the query that it was begun on; where the form changes that one, the draft is of the past.
  const current = draft?.of === saved ? draft : undefined;
  const take = (text: string) => {
    const question = parse(text);
    const problem = question instanceof Error ? question.message : undefined;
    setDraft(problem === undefined ? undefined : { of: saved, text, problem });
    if (!(question instanceof Error) && text !== saved) {
      onChange(withQuestion(query, question));
    }
  };
  return (
    <Stack direction="column" gap={0.5}>
      <CodeEditor
        language="json"
        height={260}
        value={current?.text ?? saved}
        showLineNumbers
        showMiniMap={false}
        monacoOptions={{ ariaLabel: t('editor.json-label', 'The query as JSON'), scrollBeyondLastLine: false }}
        onBlur={take}
        onSave={take}
      />
      {current && <FieldValidationMessage>{current.problem}</FieldValidationMessage>}
    </Stack>
  );
}

interface Draft {
  of: string;
  text: string;
  problem: string;
}

function parse(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) ? value : new Error(t('editor.no-object', 'A query is a JSON object: {"kind": …}'));
  } catch (error) {
    return error as Error;
  }
}
