import { readFileSync } from 'node:fs';
import { inRoot } from '../../tooling/lib/root.mjs';

/** The parts of a dashboard that the tests look at. */
export interface Dashboard {
  uid: string;
  title: string;
  refresh: string;
  schemaVersion: number;
  panels: Panel[];
  templating: { list: Array<{ name: string; type: string; query: string }> };
}

export interface Panel {
  id: number;
  type: string;
  title: string;
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
  return JSON.parse(readFileSync(inRoot('provisioning', 'dashboards', `${name}.json`), 'utf8')) as Dashboard;
}
