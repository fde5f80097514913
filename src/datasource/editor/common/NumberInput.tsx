import React, { type ComponentProps } from 'react';
import { TextInput } from './TextInput';

interface NumberInputProps extends Omit<ComponentProps<typeof TextInput>, 'value' | 'onCommit' | 'inputMode'> {
  /** A number, or a text with a variable that becomes one. */
  value: unknown;
  /** Called with a number where the text is one, undefined where it is empty, else with the text as it stands. */
  onCommit: (value: unknown) => void;
}

/** A number. It is a field for texts, since a variable can stand for the number. */
export function NumberInput({ value, onCommit, ...props }: NumberInputProps) {
  return (
    <TextInput {...props} inputMode="decimal" value={String(value ?? '')} onCommit={(text) => onCommit(read(text))} />
  );
}

function read(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}
