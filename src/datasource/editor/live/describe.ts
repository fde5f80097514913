import type { QueryOf } from '../../types';
import { listed, propertyWords, selectionWords } from '../common/words';

/** Who is here now, in words. */
export function describeLive({ properties = ['page.path', 'session.source'], ...rest }: QueryOf<'live'>): string {
  const by = properties.length > 0 ? ` and by ${listed(properties.map(propertyWords))}` : '';
  return `Who is here now, and the last 30 minutes by minute${by}${selectionWords(rest)}`;
}
