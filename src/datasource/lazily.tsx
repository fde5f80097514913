import React, { lazy, Suspense, type ComponentType } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';

/** A component whose code and texts are fetched when it is shown for the first time: most panels only ask. */
export function lazily<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>
): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const { loadTranslations } = await import('./translations');
    await loadTranslations();
    return load();
  }) as unknown as ComponentType<Props>;
  return function Lazily(props: Props) {
    return (
      <Suspense fallback={<LoadingPlaceholder text="" />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
