import { Readable } from 'node:stream';
import type { ExportFormat } from '@fawkes/contract';
import type { FastifyReply } from 'fastify';
import { type Exported, fileNameOf, FORMATS } from '../../export';

const tags = ['exports'];

/** What the documents of exporting routes have in common. */
export const exportDocumentation = { tags, produces: Object.values(FORMATS).map(({ contentType }) => contentType) };

/** Sends a file as it is written. What fails on the way breaks the transfer off, so that nobody takes a part for the whole. */
export function sendExport(reply: FastifyReply, exported: Exported, format: ExportFormat): FastifyReply {
  const { contentType, write } = FORMATS[format];
  return reply
    .type(contentType)
    .header('content-disposition', `attachment; filename="${fileNameOf(exported, format)}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(write(exported), { objectMode: false }));
}
