import {
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import type { Observable } from 'rxjs';
import { begun } from './editor/begun';
import { displayText } from './editor/displayText';
import { INITIAL_TRENDS } from './editor/trends/initial';
import type { Lister, ListName, Lists } from './lists';
import { calendarOf } from './question/calendar';
import { examine } from './question/examine';
import { interpolate } from './question/interpolate';
import type { FawkesOptions, FawkesQuery } from './types';
import { FawkesVariables } from './variables/FawkesVariables';

/**
 * The data source in the browser. It completes a saved query with what only the dashboard knows; the backend and the
 * proxy do the rest, so that alerts and public dashboards get the same numbers.
 */
export class FawkesDatasource extends DataSourceWithBackend<FawkesQuery, FawkesOptions> implements Lister {
  constructor(settings: DataSourceInstanceSettings<FawkesOptions>) {
    super(settings);
    this.variables = new FawkesVariables(this);
  }

  /**
   * What a new query begins with. An alert rule's form would only show it to the editor and save a query without it:
   * there the editor is to find the query blank, and writes it.
   */
  getDefaultQuery(app?: CoreApp): Partial<FawkesQuery> {
    return app === CoreApp.UnifiedAlerting ? {} : INITIAL_TRENDS;
  }

  /**
   * A query that is still being written does not run. One that is plainly wrong does: the proxy says what is wrong
   * with it, and the panel shows that, where leaving it out would look like "no data".
   */
  filterQuery(query: FawkesQuery): boolean {
    return !examine(begun(query)).missing;
  }

  query(request: DataQueryRequest<FawkesQuery>): Observable<DataQueryResponse> {
    const calendar = calendarOf(request.timezone);
    return super.query({ ...request, targets: request.targets.map((query) => ({ ...begun(query), ...calendar })) });
  }

  applyTemplateVariables(query: FawkesQuery, scopedVars: ScopedVars): FawkesQuery {
    return interpolate(begun(query), (text, format) => getTemplateSrv().replace(text, scopedVars, format));
  }

  /** For those who take a panel's queries elsewhere: expressions, alert rules, Explore. */
  interpolateVariablesInQueries(queries: FawkesQuery[], scopedVars: ScopedVars): FawkesQuery[] {
    const calendar = calendarOf(getTemplateSrv().replace('$__timezone', scopedVars));
    return queries.map((query) => ({ ...this.applyTemplateVariables(query, scopedVars), ...calendar }));
  }

  getQueryDisplayText(query: FawkesQuery): string {
    return displayText(begun(query));
  }

  list<L extends ListName>(name: L): Promise<Lists[L]> {
    return this.getResource<Lists[L]>(name, undefined, { showErrorAlert: false });
  }
}
