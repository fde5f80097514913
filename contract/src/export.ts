import * as z from 'zod/mini';

const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'xlsx', 'parquet'] as const;

/** What an answer can be taken away as. */
export const exportFormatSchema = z.enum(EXPORT_FORMATS, { error: `format is one of ${EXPORT_FORMATS.join(', ')}` });

export type ExportFormat = z.infer<typeof exportFormatSchema>;
