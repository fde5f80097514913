// `node tooling/plugin-size.mjs CHUNKS`: holds what the plugin's build makes a browser fetch against its budget. CHUNKS is
// what `npm run build -- --env chunks=CHUNKS` leaves behind.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { firstPageFiles } from './lib/first-page.mjs';
import { inRoot } from './lib/root.mjs';

const KB = 1000;
const { chunks } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const datasource = 'datasource/module.js';

const budgets = [
  // Grafana loads them with pages that are not ours.
  { what: "the app's module.js", files: ['module.js'], most: 15 * KB },
  // It holds the whole language of questions, by which a query is examined before it is sent.
  { what: "the data source's module.js", files: [datasource], most: 27 * KB },
  { what: "the app's first page", files: [...firstPageFiles(chunks), datasource], most: 250 * KB },
];

const sizes = budgets.map((budget) => ({ ...budget, size: budget.files.map(gzipped).reduce((sum, one) => sum + one) }));
for (const { what, files, size, most } of sizes) {
  console.log(`${what}: ${size} bytes gzip of at most ${most}, in ${files.length} file(s)`);
}
process.exit(sizes.every(({ size, most }) => size < most) ? 0 : 1);

function gzipped(file) {
  return gzipSync(readFileSync(inRoot('dist', file)), { level: 6 }).length;
}
