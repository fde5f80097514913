import {
  CoreApp,
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import { map, of, switchMap, type Observable } from 'rxjs';
import { TIMES } from '@fawkes/contract';
import { annotations } from './annotations/annotations';
import { begun } from './editor/begun';
import { displayText } from './editor/displayText';
import { INITIAL_TRENDS } from './editor/trends/initial';
import { KnownData } from './known/KnownData';
import type { Lister, ListName, Lists } from './lists';
import { adHocOf, droppedNotice, withAdHoc } from './question/adHoc';
import { withNotice } from './question/notice';
import { calendarOf } from './question/calendar';
import { examine } from './question/examine';
import { interpolate } from './question/interpolate';
import type { FawkesOptions, FawkesQuery } from './types';
import { FawkesVariables } from './variables/FawkesVariables';
import { watched } from './watch/watched';

/**
 * The data source in the browser. It completes a saved query with what only the dashboard knows; the backend and the
 * proxy do the rest, so that alerts and public dashboards get the same numbers.
 */
export class FawkesDatasource extends DataSourceWithBackend<FawkesQuery, FawkesOptions> implements Lister {
  readonly known = new KnownData(this);
  annotations = annotations;

  constructor(settings: DataSourceInstanceSettings<FawkesOptions>) {
    super(settings);
    this.variables = new FawkesVariables(this, this.known);
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
    const targets = request.targets.map((query) => ({ ...begun(query), ...calendar }));
    const notice = droppedNotice(adHocOf(request.filters).dropped);
    // What is watched goes along with the clock: a dashboard that looks at the past shall stand still.
    const isAboutNow = request.rangeRaw?.to === 'now';
    const answer = super
      .query({ ...request, targets })
      .pipe(switchMap((response) => (isAboutNow ? watched(response, this.uid) : of(response))));
    return notice === undefined ? answer : answer.pipe(map((response) => withNotice(response, notice)));
  }

  applyTemplateVariables(query: FawkesQuery, scopedVars: ScopedVars, filters?: AdHocVariableFilter[]): FawkesQuery {
    const asked = interpolate(begun(query), (text, format) => getTemplateSrv().replace(text, scopedVars, format));
    return withAdHoc(asked, filters);
  }

  /** For those who take a panel's queries elsewhere: expressions, alert rules, Explore. */
  interpolateVariablesInQueries(
    queries: FawkesQuery[],
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): FawkesQuery[] {
    const calendar = calendarOf(getTemplateSrv().replace('$__timezone', scopedVars));
    return queries.map((query) => ({ ...this.applyTemplateVariables(query, scopedVars, filters), ...calendar }));
  }

  getQueryDisplayText(query: FawkesQuery): string {
    return displayText(begun(query));
  }

  /** What ad hoc filters can compare: the properties that the events of the dashboard's time range have. */
  async getTagKeys({ timeRange: range }: DataSourceGetTagKeysOptions<FawkesQuery>): Promise<MetricFindValue[]> {
    const properties = await this.known.properties({ range });
    return properties
      .filter(({ property }) => !TIMES.some((time) => time === property))
      .map(({ property, label }) => ({ text: label, value: property }));
  }

  /** The values of a property in the dashboard's time range, beside the other ad hoc filters. */
  async getTagValues(options: DataSourceGetTagValuesOptions<FawkesQuery>): Promise<MetricFindValue[]> {
    const values = await this.known.values(options.key, { range: options.timeRange, filters: options.filters });
    return values.map((text) => ({ text, value: text }));
  }

  list<L extends ListName>(name: L): Promise<Lists[L]> {
    return this.getResource<Lists[L]>(name, undefined, { showErrorAlert: false });
  }
}
