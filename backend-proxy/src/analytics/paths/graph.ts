import { type Column, frame, numberColumn, shownAs, textColumn } from '../frame';
import { statColumns } from '../stat-columns';
import { valueLabels } from '../measures/label';
import { END, type Hop } from './hops-sql';

/** What the numbers count, and in which direction the ways were followed. */
export interface Ways {
  steps: number;
  /** They were followed backwards from where they end. */
  backwards: boolean;
  unit: 'Sessions' | 'People';
}

interface Node {
  step: number;
  value: string;
  ways: number;
  /** Those of its ways that go no further; null at the last step, beyond which nobody looked. */
  over: number | null;
}

interface Edge {
  from: Node;
  to: Node;
  ways: number;
}

/** Nodes and edges as frames that Grafana's node graph draws; a Sankey diagram takes the edges. */
export function graphFrames(hops: Hop[], ways: Ways) {
  const { nodes, edges } = graphOf(hops, ways);
  const total = nodes.filter(({ step }) => step === 1).reduce((sum, node) => sum + node.ways, 0);
  const titles = titlesOf(hops);
  const view: View = { ...ways, total, titleOf: ({ value }) => titles.get(value) as string };
  return [frame('nodes', nodeColumns(nodes, view)), frame('edges', edgeColumns(edges, view))].map((part) =>
    shownAs('nodeGraph', part)
  );
}

/** What a person reads for each label at any step. */
export function titlesOf(hops: Hop[]): Map<string, string> {
  const values = [...new Set(hops.map(({ source }) => source))];
  const titles = valueLabels(values);
  return new Map(values.map((value, i) => [value, titles[i] as string]));
}

function graphOf(hops: Hop[], { steps }: Ways): { nodes: Node[]; edges: Edge[] } {
  const nodes = new Map<string, Node>();
  for (const { step, source, target, ways } of hops) {
    const key = `${step} ${source}`;
    const node = nodes.get(key) ?? { step, value: source, ways: 0, over: step === steps ? null : 0 };
    node.ways += ways;
    node.over = node.over === null ? null : node.over + (target === END ? ways : 0);
    nodes.set(key, node);
  }
  const edges = hops
    .filter(({ target }) => target !== END)
    .map(({ step, source, target, ways }) => ({
      from: nodes.get(`${step} ${source}`) as Node,
      to: nodes.get(`${step + 1} ${target}`) as Node,
      ways,
    }));
  const order = (a: Node, b: Node) => a.step - b.step || b.ways - a.ways || textOrder(a.value, b.value);
  return {
    nodes: [...nodes.values()].sort(order),
    edges: edges.sort(
      (a, b) => a.from.step - b.from.step || b.ways - a.ways || order(a.from, b.from) || order(a.to, b.to)
    ),
  };
}

const textOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

interface View extends Ways {
  total: number;
  titleOf(node: Node): string;
}

/** Steps are shown from the first on; of ways to something that is the last one, and shorter ways begin later. */
export const placeOf = ({ step }: { step: number }, { steps, backwards }: Pick<Ways, 'steps' | 'backwards'>) =>
  backwards ? steps + 1 - step : step;
const idOf = (node: Node, view: View) => `${placeOf(node, view)} ${view.titleOf(node)}`;
const share = (part: number | null, whole: number) => (part === null || whole === 0 ? null : (100 * part) / whole);

function nodeColumns(nodes: Node[], view: View): Column[] {
  const text = (name: string, of: (node: Node) => string) => textColumn(name, nodes.map(of));
  const over = view.backwards ? 'Began here' : 'Ended here';
  const numbers = nodes.map(({ ways }) => ways);
  const shares = numbers.map((ways) => share(ways, view.total));
  return [
    text('id', (node) => idOf(node, view)),
    text('title', view.titleOf),
    text('subtitle', (node) => `Step ${placeOf(node, view)}`),
    ...statColumns(numbers, shares, view.unit),
    numberColumn('ways', numbers, { displayName: view.unit, unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
    numberColumn(
      'step',
      nodes.map((node) => placeOf(node, view)),
      { displayName: 'Step' }
    ),
    numberColumn(
      'drop_off',
      nodes.map((node) => node.over),
      { displayName: over, unit: 'locale' }
    ),
    numberColumn(
      'drop_off_rate',
      nodes.map((node) => share(node.over, node.ways)),
      { displayName: `${over} (share)`, unit: 'percent' }
    ),
  ];
}

function edgeColumns(edges: Edge[], view: View): Column[] {
  const ends = edges.map(({ from, to, ways }) => (view.backwards ? { from: to, to: from, ways } : { from, to, ways }));
  const numbers = edges.map(({ ways }) => ways);
  const shares = numbers.map((ways) => share(ways, view.total));
  return [
    textColumn(
      'id',
      ends.map(({ from, to }) => `${idOf(from, view)} → ${idOf(to, view)}`)
    ),
    textColumn(
      'source',
      ends.map(({ from }) => idOf(from, view))
    ),
    textColumn(
      'target',
      ends.map(({ to }) => idOf(to, view))
    ),
    ...statColumns(numbers, shares, view.unit),
    numberColumn('ways', numbers, { displayName: view.unit, unit: 'locale' }),
    numberColumn('share', shares, { displayName: 'Share', unit: 'percent' }),
    numberColumn(
      'rate',
      ends.map(({ from, ways }) => share(ways, from.ways)),
      { displayName: 'Share of the step before', unit: 'percent' }
    ),
  ];
}
