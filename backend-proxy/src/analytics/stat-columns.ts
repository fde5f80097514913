import { type Column, textColumn } from './frame';

/**
 * What Grafana's graph of nodes writes into a node and beside an edge, as text: of a number it would write two decimals and the
 * unit's id, `3940.00 locale`.
 */
export function statColumns(counts: number[], shares: Array<number | null>, unit: string): Column[] {
  return [
    textColumn(
      'mainstat',
      counts.map((n) => n.toLocaleString('en-US')),
      { displayName: unit }
    ),
    textColumn(
      'secondarystat',
      shares.map((share) => (share === null ? '' : `${share.toFixed(1)} %`)),
      { displayName: 'Share' }
    ),
  ];
}
