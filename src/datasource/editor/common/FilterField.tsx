import React from 'react';
import { css } from '@emotion/css';
import { t, Trans } from '@grafana/i18n';
import { Button, IconButton, Label, Stack, Text, Tooltip } from '@grafana/ui';
import type { Filter } from '@fawkes/contract';
import { allOf, isCondition, partPath, partsOf, type DraftCondition } from './conditions';
import { ConditionRow } from './ConditionRow';
import { replaced } from './items';

interface FilterFieldProps {
  label: string;
  filter: Filter | undefined;
  path: PropertyKey[];
  onChange: (filter: Filter | undefined) => void;
}

/** A new condition still needs its value, so adding it changes no number yet. */
const NEW_CONDITION: DraftCondition = { property: 'page.path', op: 'eq' };

/** Conditions that must all hold. A part with `or` or `not` is shown as it is and kept. */
export function FilterField({ label, filter, path, onChange }: FilterFieldProps) {
  const parts = partsOf(filter);
  const replace = (index: number, ...by: Filter[]) => onChange(allOf(replaced(parts, index, ...by)));
  return (
    <div role="group" aria-label={label} className={parts.length > 0 ? ownLine : undefined}>
      <Label>{label}</Label>
      <Stack direction="column" gap={1}>
        {parts.map((part, index) => (
          <Stack key={index} gap={1} alignItems="center">
            {isCondition(part) ? (
              <Stack gap={1} wrap="wrap" alignItems="flex-start">
                <ConditionRow
                  condition={part}
                  path={partPath(filter, path, index)}
                  onChange={(condition) => replace(index, condition as Filter)}
                />
              </Stack>
            ) : (
              <NestedPart part={part} />
            )}
            <IconButton
              name="trash-alt"
              size="lg"
              tooltip={t('editor.remove-condition', 'Remove this condition')}
              onClick={() => replace(index)}
            />
          </Stack>
        ))}
        <Button
          size="sm"
          variant="secondary"
          icon="plus"
          className={asWideAsItsText}
          onClick={() => onChange(allOf([...parts, NEW_CONDITION as Filter]))}
        >
          <Trans i18nKey="editor.add-condition">Add condition</Trans>
        </Button>
      </Stack>
    </div>
  );
}

function NestedPart({ part }: { part: Filter }) {
  return (
    <Tooltip
      content={t(
        'editor.nested-part',
        'The form cannot show this part of the filter. It counts, and the JSON view can change it.'
      )}
    >
      <div>
        <Text variant="code">{JSON.stringify(part)}</Text>
      </div>
    </Tooltip>
  );
}

const ownLine = css({ flex: '1 1 100%' });
const asWideAsItsText = css({ alignSelf: 'flex-start' });
