import type { QueryKind } from '@fawkes/contract';
import type { QueryOf } from '../../types';

/** What the form of a kind gets: the query as it stands, and whom to tell of another. */
export interface FormProps<K extends QueryKind> {
  query: QueryOf<K>;
  onChange: (query: QueryOf<K>) => void;
}
