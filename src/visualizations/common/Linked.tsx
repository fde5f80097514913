import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, LinkModel } from '@grafana/data';
import { DataLinksContextMenu, useStyles2 } from '@grafana/ui';

interface LinkedProps {
  links: LinkModel[];
  className?: string | undefined;
  children: ReactNode;
}

/** What stands for a row or a cell: plain without data links, a link with one, and with more what opens their menu. */
export function Linked({ links, className, children }: LinkedProps) {
  const styles = useStyles2(getStyles);
  const [link] = links;
  if (!link) {
    return <span className={className}>{children}</span>;
  }
  if (links.length === 1) {
    // A link of Grafana's may do something besides leading to its address, such as opening Explore beside the panel.
    return (
      <a
        href={link.href}
        target={link.target}
        rel={link.target === '_blank' ? 'noreferrer' : undefined}
        onClick={link.onClick}
        className={cx(styles.link, className)}
      >
        {children}
      </a>
    );
  }
  return (
    <DataLinksContextMenu links={() => links}>
      {({ openMenu }) => (
        <button type="button" onClick={openMenu} aria-haspopup="menu" className={cx(styles.button, className)}>
          {children}
        </button>
      )}
    </DataLinksContextMenu>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const underlined = { textDecoration: 'underline', textDecorationColor: theme.colors.text.secondary } as const;
  return {
    link: css({ color: 'inherit', ...underlined }),
    button: css({
      font: 'inherit',
      color: 'inherit',
      background: 'none',
      border: 'none',
      padding: 0,
      textAlign: 'inherit',
      ...underlined,
    }),
  };
};
