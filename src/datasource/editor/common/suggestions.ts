import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { memoize } from 'lodash';
import type { TimeRange } from '@grafana/data';
import type { ComboboxOption } from '@grafana/ui';
import { PROPERTIES } from '@fawkes/contract';
import type { KnownData } from '../../known/KnownData';
import type { FawkesQuery } from '../../types';
import { withVariables } from './workspace';

/** What the events of the panel's time range have. Whatever is not offered may be typed. */
export interface Suggestions {
  properties: ComboboxOption[];
  /** The values of a property; none where they cannot be fetched. */
  valuesOf: (property: string) => Promise<string[]>;
}

const FIXED: ComboboxOption[] = Object.entries(PROPERTIES).map(([value, label]) => ({
  value,
  label,
  description: value,
}));

export const SuggestionsContext = createContext<Suggestions>({
  properties: FIXED,
  valuesOf: () => Promise.resolve([]),
});

interface Where {
  range?: TimeRange;
  site?: FawkesQuery['site'];
}

/** Properties are fetched once for a time range and its sites, values when somebody is about to choose one. */
export function useSuggestionsOf(known: KnownData, { range, site }: Where): Suggestions {
  const key = JSON.stringify([range?.from, range?.to, site]);
  const [fetched, setFetched] = useState<{ key: string; options: ComboboxOption[] }>();
  // The key is what the range and the sites say; they themselves are new objects at each drawing.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const where = useMemo(() => ({ range, site }), [key]);
  useEffect(() => {
    let mounted = true;
    known.properties(where).then(
      (properties) => {
        if (mounted) {
          const options = properties.map(({ property, label }) => ({ value: property, label, description: property }));
          setFetched({ key, options });
        }
      },
      () => undefined
    );
    return () => {
      mounted = false;
    };
  }, [known, where, key]);
  return useMemo(
    () => ({
      properties: fetched?.options ?? FIXED,
      valuesOf: memoize((property: string) => known.values(property, where).catch(() => [])),
    }),
    [known, where, fetched]
  );
}

export const useProperties = (): ComboboxOption[] => useContext(SuggestionsContext).properties;

/** A property's values as options, and how to fetch them, which is done once. */
export function useValues(property: string): [options: ComboboxOption[], fetch: () => void] {
  const { valuesOf } = useContext(SuggestionsContext);
  const [fetched, setFetched] = useState<{ property: string; values: string[] }>();
  const values = fetched?.property === property ? fetched.values : [];
  return [
    withVariables(values),
    () => void valuesOf(property).then((found) => setFetched({ property, values: found })),
  ];
}
