/** Calls back for each page that a visitor sees: at the load, and as a single-page app moves on by the History API. */
export function watchPageViews(viewed: () => void, hashRouting: boolean): void {
  let last: string | undefined;

  function moved(): void {
    const page = location.pathname + (hashRouting ? location.hash : '');
    if (page !== last) {
      last = page;
      viewed();
    }
  }

  const { pushState } = history;
  history.pushState = function (...state) {
    pushState.apply(this, state);
    moved();
  };
  addEventListener('popstate', moved);
  if (hashRouting) {
    addEventListener('hashchange', moved);
  }
  // Back to a page that the browser had kept whole.
  addEventListener('pageshow', ({ persisted }) => persisted && viewed());

  // A page that is loaded ahead, or in a tab behind, is seen once it comes to the front, if ever.
  function seen(): void {
    if (document.visibilityState === 'visible' && last === undefined) {
      moved();
    }
  }
  document.addEventListener('visibilitychange', seen);
  seen();
}
