import type { ComboboxOption } from '@grafana/ui';

/** The value of what was chosen or typed: who types an option's label and presses Enter means that option. */
export function valueOf(chosen: ComboboxOption, options: ComboboxOption[]): string {
  const typed = chosen.value.toLowerCase();
  return options.find(({ label }) => label?.toLowerCase() === typed)?.value ?? chosen.value;
}
