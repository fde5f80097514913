import { cutInWords, type Asked, type Exported } from '../exported';
import type { Row, Table } from '../table';
import type { Losses } from './sheet';

/** The sheet that says what the others answer. */
export function askedSheet({ asked, tables }: Exported, losses: Losses): Table {
  const rows: Row[] = [
    ...asked.flatMap(factsOf),
    ...(losses.cutTexts > 0
      ? [['Cut', `${losses.cutTexts} texts are longer than the 32,767 characters that a cell can hold.`]]
      : []),
    ...tables.flatMap(({ name, columns }) =>
      columns.map(({ key, title, unit, description }) => [
        `Column of ${name}`,
        [key, title, unit && `unit ${unit}`, description].filter(Boolean).join(': '),
      ])
    ),
  ];
  return {
    name: 'Asked',
    columns: [
      { key: 'what', type: 'string', title: 'What' },
      { key: 'value', type: 'string', title: 'Value' },
    ],
    blocks: () => [rows],
  };
}

function factsOf({ query, meta }: Asked): Row[] {
  return [
    ...(meta.demo ? [['Demo', 'These data are generated: they are no one’s.']] : []),
    ['Query', JSON.stringify(query)],
    ['Workspace', meta.workspace],
    ['From', meta.range.from],
    ['To', meta.range.to],
    ['As of', meta.asOf],
    ['Time zone of the times', meta.timezone],
    ['Source', `${meta.source.name}: ${meta.source.state}`],
    ['Newest event arrived', meta.freshness ?? 'no event yet'],
    ...(meta.cut ? [['Cut', cutInWords(meta)]] : []),
    ...meta.notices.map(({ severity, text }) => [`Notice (${severity})`, text]),
  ];
}
