import React from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { t } from '@grafana/i18n';
import { useSceneApp } from '@grafana/scenes';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { APP_BASE_URL, PAGES } from '../constants';
import { analyticsApp } from './analyticsApp';
import { useCarriedControls } from './controls/useCarriedControls';
import { fawkesDatasources } from './datasources';
import { NoDatasource } from './NoDatasource';

/** The app below `/a/fawkes-analytics-app`. */
export default function App() {
  return (
    <ErrorBoundaryAlert title={t('app.crashed', 'This page of Fawkes Analytics has stopped. Reload it to go on.')}>
      {fawkesDatasources().length === 0 ? <NoDatasource /> : <Pages />}
    </ErrorBoundaryAlert>
  );
}

function Pages() {
  const app = useSceneApp(analyticsApp);
  useCarriedControls(app);
  return (
    <Routes>
      <Route index element={<ToOverview />} />
      <Route path="*" element={<app.Component model={app} />} />
    </Routes>
  );
}

function ToOverview() {
  const { search } = useLocation();
  return <Navigate to={{ pathname: `${APP_BASE_URL}/${PAGES.overview}`, search }} replace />;
}
