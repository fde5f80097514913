import type { ComboboxOption } from '@grafana/ui';
import { isProperty, type Property } from '@fawkes/contract';
import { hasVariable } from '../../question/variables';

/** The value of what was chosen or typed: who types an option's label and presses Enter means that option. */
export function valueOf(chosen: ComboboxOption, options: ComboboxOption[]): string {
  const typed = chosen.value.toLowerCase();
  return options.find(({ label }) => label?.toLowerCase() === typed)?.value ?? chosen.value;
}

/** The property that was chosen or typed. A name that is no property is one of the sender's own. */
export function propertyOf(chosen: ComboboxOption, options: ComboboxOption[]): Property {
  const named = valueOf(chosen, options);
  return isProperty(named) || hasVariable(named) ? (named as Property) : `props.${named}`;
}
