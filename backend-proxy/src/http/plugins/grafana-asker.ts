import type { FastifyRequest } from 'fastify';

const LONGEST = 200;

/** Who asks through Grafana and where from, as its datasource tells. It gives no rights: whoever has the token can say so. */
export interface GrafanaAsker {
  user?: string;
  dashboard?: string;
  panel?: string;
}

/** Undefined where nothing of it is told. */
export function grafanaAsker({ headers }: Pick<FastifyRequest, 'headers'>): GrafanaAsker | undefined {
  const told = Object.entries({
    user: headers['x-grafana-user'],
    dashboard: headers['x-dashboard-uid'],
    panel: headers['x-panel-id'],
  }).flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [[name, value.slice(0, LONGEST)]] : []));
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}
