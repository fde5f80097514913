import React, { lazy, Suspense } from 'react';
import { AppPlugin } from '@grafana/data';

// Grafana may load this file on every page, so everything of weight stays behind an import().
const App = lazy(async () => {
  const { loadTranslations } = await import('./app/translations');
  await loadTranslations();
  return import('./app/App');
});

const Configuration = lazy(async () => {
  const { loadTranslations } = await import('./app/translations');
  await loadTranslations();
  return import('./app/configuration/ConfigurationPage');
});

const Root = () => (
  <Suspense fallback={null}>
    <App />
  </Suspense>
);

const ConfigurationTab = () => (
  <Suspense fallback={null}>
    <Configuration />
  </Suspense>
);

export const plugin = new AppPlugin().setRootPage(Root).addConfigPage({
  id: 'configuration',
  title: 'Data sources',
  icon: 'database',
  body: ConfigurationTab,
});
