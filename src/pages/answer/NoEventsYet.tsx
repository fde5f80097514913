import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { ClipboardButton, EmptyState, useStyles2 } from '@grafana/ui';
import { curlExample, siteExample, scriptExample } from './firstEvent';

interface NoEventsYetProps {
  /** The site chosen on the page; empty for all. */
  site: string;
  /** Whose events are missing. */
  workspace: string;
  /** In the demo, whose events come by themselves. */
  demo: boolean;
}

/** Teaches how the first event is sent. The page fills at its next refresh. */
export function NoEventsYet({ site, workspace, demo }: NoEventsYetProps) {
  const styles = useStyles2(getStyles);
  if (demo) {
    return (
      <EmptyState variant="not-found" message={t('no-events.demo', 'The demo is being told')} hideImage>
        <Trans i18nKey="no-events.demo-explanation">
          Its first events come in now, 90 days of them, the oldest first. Refresh in a moment.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState variant="call-to-action" message={t('no-events.title', 'Send your first event')}>
      <Trans i18nKey="no-events.explanation">
        This workspace has received no event yet. Add your site where the proxy runs, then send events from your pages
        or by hand, and refresh. Replace the address by that of your proxy.
      </Trans>
      <div className={styles.examples}>
        <Example title={t('no-events.site', 'Add your site')} text={siteExample(site, workspace)} />
        <Example title={t('no-events.tracker', 'From a page')} text={scriptExample(site)} />
        <Example title={t('no-events.curl', 'By hand')} text={curlExample(site, workspace)} />
      </div>
    </EmptyState>
  );
}

function Example({ title, text }: { title: string; text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.example} aria-label={title}>
      <header className={styles.header}>
        <strong>{title}</strong>
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
          <Trans i18nKey="no-events.copy">Copy</Trans>
        </ClipboardButton>
      </header>
      <pre>{text}</pre>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  examples: css({
    display: 'grid',
    gridTemplateColumns: '100%',
    gap: theme.spacing(2),
    marginTop: theme.spacing(3),
    textAlign: 'left',
  }),
  example: css({ minWidth: 0 }),
  header: css({
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    marginBottom: theme.spacing(1),
  }),
});
