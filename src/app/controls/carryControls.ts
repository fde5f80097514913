import { urlUtil, type UrlQueryMap } from '@grafana/data';
import { CONTROL_KEYS } from './controls';

/**
 * The query string for a page that was opened by a plain link, such as Grafana's menu: that of the controls as they
 * stand. An address that names any control itself is a choice of its own, and undefined is answered.
 */
export function carryControls(search: string, chosen: UrlQueryMap): string | undefined {
  const asked = new URLSearchParams(search);
  if (CONTROL_KEYS.some((key) => asked.has(key))) {
    return undefined;
  }
  // What is not chosen yet is left to its default: an empty value in the address would be a choice.
  const carried = Object.fromEntries(
    Object.entries(chosen).filter(([key, value]) => CONTROL_KEYS.includes(key) && value !== '')
  );
  const query = urlUtil.toUrlParams({ ...Object.fromEntries(asked), ...carried });
  return query === '' ? undefined : `?${query}`;
}
