import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Combobox, IconButton, Stack, useStyles2, type ComboboxOption } from '@grafana/ui';
import type { Filter } from '@fawkes/contract';
import { AddParts } from './AddParts';
import { isCondition } from './conditions';
import { ConditionRow } from './ConditionRow';
import { EditorField } from './EditorField';
import { filterOf, groupOf, isOfSegment, pathOfPart, type Mode } from './groups';
import { replaced } from './items';
import { SegmentConditionRow } from './SegmentConditionRow';

interface FilterGroupProps {
  /** The group's filter; undefined where it has no parts. */
  filter: Filter | undefined;
  path: PropertyKey[];
  /** Called with undefined when the last part is taken out. */
  onChange: (filter: Filter | undefined) => void;
}

/** Conditions and groups of conditions, of which all, any or none must hold. */
export function FilterGroup({ filter, path, onChange }: FilterGroupProps) {
  const { mode, parts } = groupOf(filter);
  const change = (next: Filter[]) => onChange(filterOf({ mode, parts: next }));
  return (
    <Stack direction="column" gap={1}>
      {(parts.length > 1 || mode !== 'all') && (
        <ModePicker mode={mode} onChange={(next) => onChange(filterOf({ mode: next, parts }))} />
      )}
      {parts.map((part, index) => (
        <Stack key={index} gap={1} alignItems="flex-start">
          <Part
            part={part}
            path={pathOfPart(filter, path, index)}
            onChange={(next) => change(replaced(parts, index, ...(next === undefined ? [] : [next])))}
          />
          <IconButton
            name="trash-alt"
            size="lg"
            tooltip={t('editor.remove-condition', 'Remove this condition')}
            onClick={() => change(replaced(parts, index))}
          />
        </Stack>
      ))}
      <AddParts onAdd={(part) => change([...parts, part])} />
    </Stack>
  );
}

interface PartProps {
  part: Filter;
  path: PropertyKey[];
  onChange: (part: Filter | undefined) => void;
}

function Part({ part, path, onChange }: PartProps) {
  const styles = useStyles2(getStyles);
  if (isCondition(part)) {
    return (
      <Stack gap={1} wrap="wrap" alignItems="flex-start">
        <ConditionRow condition={part} path={path} onChange={(condition) => onChange(condition as Filter)} />
      </Stack>
    );
  }
  if (isOfSegment(part)) {
    return <SegmentConditionRow condition={part} path={path} onChange={onChange} />;
  }
  return (
    <div role="group" aria-label={t('editor.group', 'Group of conditions')} className={styles.nested}>
      <FilterGroup filter={part} path={path} onChange={onChange} />
    </div>
  );
}

function ModePicker({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <EditorField label={t('editor.mode', 'How many must hold')}>
      {(id) => (
        <Combobox
          id={id}
          width={22}
          options={modes()}
          value={mode}
          onChange={({ value }: ComboboxOption<Mode>) => onChange(value)}
        />
      )}
    </EditorField>
  );
}

const modes = (): Array<ComboboxOption<Mode>> => [
  { value: 'all', label: t('editor.mode-all', 'All of these hold') },
  { value: 'any', label: t('editor.mode-any', 'Any of these holds') },
  { value: 'none', label: t('editor.mode-none', 'None of these holds') },
];

const getStyles = (theme: GrafanaTheme2) => ({
  nested: css({
    borderLeft: `2px solid ${theme.colors.border.strong}`,
    paddingLeft: theme.spacing(1),
  }),
});
