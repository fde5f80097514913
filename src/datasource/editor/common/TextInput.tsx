import React, { useState, type ComponentProps } from 'react';
import { Input } from '@grafana/ui';

interface TextInputProps extends Omit<ComponentProps<typeof Input>, 'value' | 'onChange' | 'onBlur' | 'onKeyDown'> {
  value: string;
  onCommit: (text: string) => void;
}

/** A text that counts when it has been written: at Enter, or when the field is left. So no half word is asked for. */
export function TextInput({ value, onCommit, ...props }: TextInputProps) {
  const [draft, setDraft] = useState<string>();
  const commit = () => {
    if (draft !== undefined && draft !== value) {
      onCommit(draft);
    }
    setDraft(undefined);
  };
  return (
    <Input
      {...props}
      value={draft ?? value}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
