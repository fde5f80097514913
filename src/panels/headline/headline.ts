import { VizPanel } from '@grafana/scenes';
import type { HeadlineOptions } from './HeadlinePanel';
import { HEADLINE_PANEL } from './register';

/** A headline number out of what the page has asked; it asks nothing itself. */
export function headline(title: string, field: string, more: Partial<HeadlineOptions> & { description?: string } = {}) {
  const { description, ...options } = more;
  return new VizPanel<HeadlineOptions>({
    pluginId: HEADLINE_PANEL,
    title,
    description,
    options: { field, ...options },
  });
}
