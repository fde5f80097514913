import { act, configure, fireEvent, screen, within } from '@testing-library/react';

/**
 * Makes jsdom draw lists, which it only does for elements with a size, and look roles up without asking for styles,
 * which takes it seconds on a form.
 */
export function prepareForms(): void {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(120);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(120);
  configure({ defaultHidden: true });
}

/** Opens the field of that label and picks options by their names; a name that is not offered is typed. */
export async function pick(label: string | RegExp, ...names: string[]): Promise<void> {
  for (const name of names) {
    await choose(screen.getByLabelText(label), name);
  }
}

/** The same of an option that must be offered. */
export async function pickOffered(label: string | RegExp, name: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await act(async () => {
    fireEvent.click(field);
  });
  await act(async () => {
    fireEvent.click(screen.getByRole('option', { name }));
  });
  fireEvent.blur(field);
}

/** Takes back what was picked in the field of that label. */
export async function clear(label: string): Promise<void> {
  await act(async () => {
    fireEvent.keyDown(screen.getByLabelText(label), { key: 'Escape' });
  });
}

/** The same within a part of the form. */
export async function pickIn(part: HTMLElement, label: string, name: string): Promise<void> {
  await choose(within(part).getByLabelText(label), name);
}

async function choose(field: HTMLElement, name: string): Promise<void> {
  await act(async () => {
    fireEvent.click(field);
    fireEvent.change(field, { target: { value: name } });
  });
  const options = screen.getAllByRole('option');
  const wanted = options.find((option) => within(option).queryByText(name)) ?? options[0];
  await act(async () => {
    fireEvent.click(wanted!);
  });
  fireEvent.blur(field);
}

/** Writes into a text field and leaves it. */
export function write(field: HTMLElement, text: string): void {
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
}
