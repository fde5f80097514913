import React from 'react';
import { css } from '@emotion/css';
import { Label } from '@grafana/ui';
import type { Filter } from '@fawkes/contract';
import { FilterGroup } from './FilterGroup';

interface FilterFieldProps {
  label: string;
  filter: Filter | undefined;
  path: PropertyKey[];
  onChange: (filter: Filter | undefined) => void;
}

/** Which events count: a filter, with a line of its own as soon as it has conditions. */
export function FilterField({ label, filter, path, onChange }: FilterFieldProps) {
  return (
    <div role="group" aria-label={label} className={filter === undefined ? undefined : ownLine}>
      <Label>{label}</Label>
      <FilterGroup filter={filter} path={path} onChange={onChange} />
    </div>
  );
}

const ownLine = css({ flex: '1 1 100%' });
