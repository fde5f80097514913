import React from 'react';
import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Text, Tooltip, useStyles2 } from '@grafana/ui';

/** In place of a number that the answer has not got: a dash, with the reason where the answer gives one. */
export function NotKnown({ reasons }: { reasons: string[] }) {
  const styles = useStyles2(getStyles);
  const reason =
    reasons.length > 0
      ? reasons.join(' ')
      : t('panels.nothing-to-reckon', 'Nothing in this time range from which it could be reckoned.');
  return (
    <Tooltip content={reason}>
      {/* Who has no mouse reads the reason by moving the focus here. */}
      <div
        className={styles.middle}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={`${t('panels.not-known', 'Not known')}: ${reason}`}
        role="note"
      >
        <Text element="p" variant="h1" color="secondary">
          –
        </Text>
        <Text variant="bodySmall" color="secondary">
          {t('panels.not-known', 'Not known')}
        </Text>
      </div>
    </Tooltip>
  );
}

const getStyles = () => ({
  middle: css({ display: 'grid', placeContent: 'center', justifyItems: 'center', height: '100%' }),
});
