import type { ExportFormat } from '@fawkes/contract';
import { csv } from './csv';
import type { Exported } from './exported';
import { json, ndjson } from './json';
import { parquet } from './parquet';
import { xlsx } from './xlsx/workbook';

interface Format {
  contentType: string;
  /** The file as it is read; nothing is written ahead of its reader. */
  write(exported: Exported): AsyncIterable<string | Uint8Array>;
}

/** The registry of formats. */
export const FORMATS: Record<ExportFormat, Format> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', write: csv },
  json: { contentType: 'application/json; charset=utf-8', write: json },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', write: ndjson },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsx },
  parquet: { contentType: 'application/vnd.apache.parquet', write: parquet },
};

/** Such as `demo-trends-2026-11-17-to-2026-11-24.csv`, safe on every system. */
export function fileNameOf({ subject, asked }: Exported, format: ExportFormat): string {
  const [{ meta }] = asked;
  const days = `${meta.range.from.slice(0, 10)}-to-${meta.range.to.slice(0, 10)}`;
  const safe = subject.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `${meta.demo ? 'demo-' : ''}${safe}-${days}.${format}`;
}
