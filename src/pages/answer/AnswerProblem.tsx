import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Alert, LinkButton } from '@grafana/ui';
import { editDatasourceUrl } from '../../app/datasources';

interface AnswerProblemProps {
  /** What the proxy or the way to it said; may be empty. */
  message: string;
  datasourceUid: string;
  /** The questions themselves are at fault, as where what was chosen is there no more: the connection needs no test. */
  isOfQuestion: boolean;
}

/** Says what went wrong and what can be done about it. */
export function AnswerProblem({ message, datasourceUid, isOfQuestion }: AnswerProblemProps) {
  return (
    <Alert severity="error" title={t('answer.problem', 'The proxy did not answer all questions of this page')}>
      {message !== '' && <p>{message}</p>}
      {!isOfQuestion && <TestAdvice datasourceUid={datasourceUid} />}
    </Alert>
  );
}

function TestAdvice({ datasourceUid }: { datasourceUid: string }) {
  return (
    <>
      <p>
        <Trans i18nKey="answer.problem-advice">
          Test the data source: its page says whether the proxy can be reached and whether the token may read. Then
          refresh.
        </Trans>
      </p>
      <LinkButton size="sm" variant="secondary" icon="database" href={editDatasourceUrl(datasourceUid)}>
        <Trans i18nKey="answer.problem-test">Test the data source</Trans>
      </LinkButton>
    </>
  );
}
