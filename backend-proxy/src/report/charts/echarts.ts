import { createRequire } from 'node:module';
import type * as ECharts from 'echarts';

const require = createRequire(import.meta.url);

/**
 * The charting library, loaded when a page first needs it. Its prebuilt file with lines and bars takes less than half the
 * memory and a third of the time that its some hundred modules take one by one (docs/decisions/echarts.md).
 */
export function loadECharts(): typeof ECharts {
  return require('echarts/dist/echarts.common.min.js') as typeof ECharts;
}
