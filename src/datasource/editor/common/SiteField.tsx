import React from 'react';
import { t } from '@grafana/i18n';
import type { FawkesQuery } from '../../types';
import { TextsField } from './TextsField';
import { useSites } from './workspace';

interface SiteFieldProps {
  value: FawkesQuery['site'];
  onChange: (site: FawkesQuery['site']) => void;
}

/** On which sites; none chosen means all of the workspace. */
export function SiteField({ value, onChange }: SiteFieldProps) {
  return (
    <TextsField
      label={t('editor.site', 'Site')}
      placeholder={t('editor.all-sites', 'All sites')}
      path={['site']}
      options={useSites()}
      value={[value ?? []].flat()}
      onChange={(sites) => onChange(sites.length > 1 ? sites : sites[0])}
    />
  );
}
