import React, { useEffect, useState } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, RadioButtonGroup, Stack } from '@grafana/ui';
import type { FawkesDatasource } from '../datasource';
import { examine } from '../question/examine';
import type { FawkesOptions, FawkesQuery } from '../types';
import { begun, isBlank } from './begun';
import { EditorField } from './common/EditorField';
import { EditorRow } from './common/EditorRow';
import { ProblemsContext } from './common/problems';
import { SuggestionsContext, useSuggestionsOf } from './common/suggestions';
import { useWorkspaceOf, WorkspaceContext } from './common/workspace';
import { JsonView } from './JsonView';
import { KindPicker } from './KindPicker';
import { QueryForm } from './QueryForm';
import { SentenceLine } from './SentenceLine';

type Props = Pick<
  QueryEditorProps<FawkesDatasource, FawkesQuery, FawkesOptions>,
  'datasource' | 'query' | 'range' | 'onChange' | 'onRunQuery'
>;

type View = 'form' | 'json';

/** Writes a query: a form for its kind, or its JSON. Both show the same query, which runs as soon as it is complete. */
export default function QueryEditor({ datasource, query: saved, range, onChange, onRunQuery }: Props) {
  const workspace = useWorkspaceOf(datasource);
  const [chosenView, setView] = useState<View>('form');
  const query = begun(saved);
  const suggestions = useSuggestionsOf(datasource.known, { range, site: query.site });
  useWritten(saved, onChange);
  const findings = examine(query);
  const hasForm = findings.problems.length === 0 || findings.unfinished;
  const view = hasForm ? chosenView : 'json';

  const change = (next: FawkesQuery) => {
    onChange(next);
    if (examine(next).problems.length === 0) {
      onRunQuery();
    }
  };

  return (
    <WorkspaceContext.Provider value={workspace}>
      <SuggestionsContext.Provider value={suggestions}>
        <ProblemsContext.Provider value={findings.problems}>
          <Stack direction="column" gap={0.5}>
            <EditorRow>
              {hasForm && <KindPicker query={query} onChange={change} />}
              <ViewPicker view={view} hasForm={hasForm} onChange={setView} />
            </EditorRow>
            {!hasForm && (
              <Alert
                severity="info"
                bottomSpacing={0}
                title={t(
                  'editor.no-form',
                  'No form can show this query. It is kept as it is, and its JSON can be changed.'
                )}
              />
            )}
            {workspace.problem !== undefined && (
              <Alert
                severity="warning"
                bottomSpacing={0}
                title={t('editor.no-lists', 'What can be chosen is not known, but names can be typed.')}
              >
                {workspace.problem}
              </Alert>
            )}
            {view === 'form' ? (
              <QueryForm query={query} onChange={change} />
            ) : (
              <JsonView query={query} onChange={change} />
            )}
            <SentenceLine query={query} findings={findings} />
          </Stack>
        </ProblemsContext.Provider>
      </SuggestionsContext.Provider>
    </WorkspaceContext.Provider>
  );
}

/** Writes into a blank query what the form shows for it: what is seen is what gets saved. */
function useWritten(saved: FawkesQuery, onChange: Props['onChange']) {
  useEffect(() => {
    if (isBlank(saved)) {
      onChange(begun(saved));
    }
  }, [saved, onChange]);
}

interface ViewPickerProps {
  view: View;
  hasForm: boolean;
  onChange: (view: View) => void;
}

function ViewPicker({ view, hasForm, onChange }: ViewPickerProps) {
  return (
    <EditorField label={t('editor.view', 'View')}>
      {(id) => (
        <RadioButtonGroup
          id={id}
          aria-label={t('editor.view', 'View')}
          options={[
            { value: 'form', label: t('editor.form', 'Form') },
            { value: 'json', label: t('editor.json', 'JSON') },
          ]}
          disabledOptions={hasForm ? [] : ['form']}
          value={view}
          onChange={onChange}
        />
      )}
    </EditorField>
  );
}
