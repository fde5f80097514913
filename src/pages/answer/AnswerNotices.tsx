import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Alert, useStyles2 } from '@grafana/ui';
import type { Notice } from '@fawkes/contract';

/** What one must know of the page's numbers, said once for all of its panels. */
export function AnswerNotices({ notices }: { notices: Notice[] }) {
  const styles = useStyles2(getStyles);
  if (notices.length === 0) {
    return null;
  }
  return (
    <Alert
      severity={notices.every(({ severity }) => severity === 'info') ? 'info' : 'warning'}
      title={t('answer.notices', 'About these numbers')}
      bottomSpacing={0}
    >
      <ul className={styles.list}>
        {notices.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Alert>
  );
}

const getStyles = () => ({ list: css({ listStyle: 'none' }) });
