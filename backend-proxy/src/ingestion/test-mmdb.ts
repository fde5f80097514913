/** A file in MaxMind's format (https://maxmind.github.io/MaxMind-DB/) for tests: IPv4 networks and what is known of them. */
export function mmdbOf(databaseType: string, networks: Record<string, object>): Buffer {
  const data: Buffer[] = [];
  let dataBytes = 0;
  const tree: Tree = [undefined, undefined];
  for (const [network, value] of Object.entries(networks)) {
    insert(tree, network, dataBytes);
    const encoded = encode(value);
    data.push(encoded);
    dataBytes += encoded.length;
  }
  const nodes = flatten(tree);
  const metadata = {
    node_count: nodes.length,
    record_size: 24,
    ip_version: 4,
    database_type: databaseType,
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_700_000_000,
    description: { en: 'for tests' },
  };
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([writeTree(nodes), Buffer.alloc(16), ...data, marker, encode(metadata)]);
}

/** A bit's two branches: a further bit, an offset of the data, or nothing. */
type Tree = [Branch, Branch];
type Branch = Tree | number | undefined;

function insert(root: Tree, network: string, offset: number): void {
  const [address = '', length] = network.split('/');
  const bits = address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')
    .slice(0, Number(length));
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[Number(bit) as 0 | 1];
    const below: Tree = Array.isArray(next) ? next : [undefined, undefined];
    node[Number(bit) as 0 | 1] = below;
    node = below;
  }
  node[Number(bits.at(-1)) as 0 | 1] = offset;
}

function flatten(root: Tree): Tree[] {
  const nodes = [root];
  for (const node of nodes) {
    nodes.push(...node.filter((branch) => Array.isArray(branch)));
  }
  return nodes;
}

function writeTree(nodes: Tree[]): Buffer {
  const tree = Buffer.alloc(nodes.length * 6);
  const record = (branch: Branch) =>
    Array.isArray(branch) ? nodes.indexOf(branch) : nodes.length + (branch === undefined ? 0 : 16 + branch);
  nodes.forEach(([left, right], i) => {
    tree.writeUIntBE(record(left), i * 6, 3);
    tree.writeUIntBE(record(right), i * 6 + 3, 3);
  });
  return tree;
}

const UTF8 = 2;
const UINT32 = 6;
const MAP = 7;
const ARRAY = 11;

function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(UTF8, text.length), text]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(UINT32, 4), bytes]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([control(ARRAY, value.length), ...value.map(encode)]);
  }
  const entries = Object.entries(value as object);
  return Buffer.concat([
    control(MAP, entries.length),
    ...entries.flatMap(([key, part]) => [encode(key), encode(part)]),
  ]);
}

/** The type and, where it is at most 28, the size; types over 7 are written in a byte of their own. */
function control(type: number, size: number): Buffer {
  return type > 7 ? Buffer.from([size, type - 7]) : Buffer.from([(type << 5) | size]);
}
