import { useLayoutEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { getUrlState, type SceneApp } from '@grafana/scenes';
import { carryControls } from './carryControls';

/** Puts the controls' state into the address of a page that was opened without it, before the scene reads it. */
export function useCarriedControls(app: SceneApp): void {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  useLayoutEffect(() => {
    const [page] = app.state.pages;
    const carried = page && carryControls(search, getUrlState(page));
    if (carried !== undefined) {
      navigate({ pathname, search: carried }, { replace: true });
    }
  }, [app, navigate, pathname, search]);
}
