import { dateTime, type TimeRange } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { isProperty, TIMES, type KnownProperties } from '@fawkes/contract';
import { NONE } from '../question/adHoc';
import { siteMember } from '../question/interpolate';
import type { FawkesQuery } from '../types';
import { firstColumn, type Ask, type Surroundings } from './firstColumn';

export type KnownProperty = KnownProperties['properties'][number];

/** Of which data: those of a time range, the last 30 days where none is given, on the sites of a query. */
export interface Where extends Partial<Surroundings> {
  site?: FawkesQuery['site'];
}

/** What the data source does for it. */
interface Source {
  query: Ask;
  getResource<T>(path: string, parameters?: object, options?: object): Promise<T>;
}

/** More than anybody scrolls through; what is not offered may be typed. */
const MOST = 1000;

/** What the events of a time range have, for editors, variables and filters to offer. All reject with what the proxy said. */
export class KnownData {
  constructor(private readonly source: Source) {}

  /** The properties that conditions can name: the fixed ones, then the senders' own, those of most events first. */
  async properties({ range = lastDays(), site, scopedVars }: Where = {}): Promise<KnownProperty[]> {
    const sites = siteMember(site, (text, format) => getTemplateSrv().replace(text, scopedVars, format));
    const parameters = { from: range.from.toISOString(), to: range.to.toISOString(), ...sites };
    const { properties } = await this.source.getResource<KnownProperties>('properties', parameters, {
      showErrorAlert: false,
    });
    return properties;
  }

  /** The values of a property, those of most events first; none of a moment, nor of what is no property. */
  async values(property: string, { site, ...surroundings }: Where = {}): Promise<string[]> {
    if (!isProperty(property) || TIMES.includes(property)) {
      return [];
    }
    const question: FawkesQuery = {
      refId: 'values',
      v: 1,
      kind: 'top',
      property,
      measures: [{ measure: 'events' }],
      limit: MOST,
      ...(site === undefined ? {} : { site }),
    };
    const values = await this.ask(question, surroundings);
    return values.filter((value) => value !== NONE);
  }

  /** The experiments whose exposures are among the events. */
  experiments({ site, ...surroundings }: Where = {}): Promise<string[]> {
    const question: FawkesQuery = {
      refId: 'experiments',
      v: 1,
      kind: 'experiments',
      ...(site === undefined ? {} : { site }),
    };
    return this.ask(question, surroundings);
  }

  private ask(question: FawkesQuery, { range = lastDays(), ...rest }: Partial<Surroundings>): Promise<string[]> {
    return firstColumn((request) => this.source.query(request), question, { range, ...rest });
  }
}

function lastDays(): TimeRange {
  const [from, to] = [dateTime().subtract(30, 'days'), dateTime()];
  return { from, to, raw: { from: 'now-30d', to: 'now' } };
}
