import { readFileSync } from 'node:fs';
import { inRoot } from '../../tooling/lib/root.mjs';

/** The parts of a dashboard that the tests look at. */
export interface Dashboard {
  uid: string;
  title: string;
  refresh: string;
  schemaVersion: number;
  panels: Panel[];
  tags: string[];
  annotations: { list: Array<{ name: string; datasource: { type: string; uid: string }; target: object }> };
  links: Array<{ type: string; tags: string[]; url: string }>;
  templating: { list: Array<{ name: string; type: string; query: unknown }> };
}

export interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { type: string; uid: string };
  targets?: Target[];
  transformations?: Array<{ id: string; options: object }>;
  fieldConfig?: {
    overrides: Array<{ matcher: { id: string; options: string }; properties: Array<{ value: string }> }>;
  };
}

export interface Target {
  refId: string;
  datasource: { type: string; uid: string };
  /** Of events. */
  funnel?: string;
  /** Of Prometheus. */
  expr?: string;
}

export function dashboard(name: 'classic' | 'classic-prometheus'): Dashboard {
  return read('provisioning', 'dashboards', `${name}.json`);
}

/** The dashboards that come with the plugin, one for each area. */
export const AREAS = ['usage', 'adoption', 'experiments', 'segments', 'funnels'] as const;

export function areaDashboard(area: (typeof AREAS)[number]): Dashboard {
  return read('src', 'dashboards', `${area}.json`);
}

/** The cells of the dashboard's grid that a panel lies on. */
export function cellsOf({ gridPos: { x, y, w, h } }: Panel): string[] {
  return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
}

function read(...path: string[]): Dashboard {
  return JSON.parse(readFileSync(inRoot(...path), 'utf8')) as Dashboard;
}
