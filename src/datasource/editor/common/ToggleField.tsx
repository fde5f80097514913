import React, { type ComponentProps } from 'react';
import { Box, Switch } from '@grafana/ui';
import { EditorField } from './EditorField';

interface ToggleFieldProps extends Pick<ComponentProps<typeof EditorField>, 'label' | 'tooltip' | 'path'> {
  value: boolean;
  onChange: (value: boolean) => void;
}

/** Something that is so or not. */
export function ToggleField({ value, onChange, ...field }: ToggleFieldProps) {
  return <EditorField {...field}>{(id) => <Toggle id={id} value={value} onChange={onChange} />}</EditorField>;
}

/** A switch in the middle of a line as high as the other controls. */
function Toggle({ id, value, onChange }: Pick<ToggleFieldProps, 'value' | 'onChange'> & { id: string }) {
  return (
    <Box display="flex" alignItems="center" height={4}>
      <Switch id={id} value={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Box>
  );
}
