import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { getFieldDisplayName, type PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ScrollContainer, useTheme2 } from '@grafana/ui';
import { shown } from '../common/fields';
import { MOST_ROWS, MoreRows } from '../common/MoreRows';
import { TipTable } from '../common/TipTable';
import { useTip } from '../common/useTip';
import { WrongShape } from '../common/WrongShape';
import { rangeOf } from './cellColors';
import { cohortTable, type CohortTable } from './cohortTable';
import { CohortTableView, MEAN } from './CohortTableView';
import { ColorKey } from './ColorKey';
import { headTexts } from './headText';
import { RETENTION_DEFAULTS, type RetentionOptions } from './options';

/** Cohorts by row, the intervals after them by column, each cell coloured by its value. */
export default function RetentionPanel(props: PanelProps<RetentionOptions>) {
  const { data, id, fieldConfig } = props;
  const options = { ...RETENTION_DEFAULTS, ...props.options };
  const table = useMemo(
    () => cohortTable(data.series, { head: options.head, size: options.size }),
    [data.series, options.head, options.size]
  );
  if (!table || table.frame.length === 0) {
    const needs = t(
      'retention-panel.needs',
      'A retention heat map needs a row for each cohort: a time or text that names it, and a number for each interval after it.'
    );
    return <WrongShape id={id} fieldConfig={fieldConfig} data={data} needs={needs} />;
  }
  return <HeatMap {...props} options={options} table={table} />;
}

/** The legend leaves a low panel to the rows. */
const ROOM_FOR_KEY = 140;

/** More would take a browser longer to draw than anyone looks at them. */
const MOST_CELLS = 20_000;

function HeatMap(props: PanelProps<RetentionOptions> & { table: CohortTable }) {
  const { options, table, title, timeZone, width, height } = props;
  const theme = useTheme2();
  const { frame, head, cells } = table;
  const { firstInScale } = options;
  const range = useMemo(() => rangeOf(cells, { firstInScale }), [cells, firstInScale]);
  const heads = useMemo(() => headTexts(head, timeZone, theme), [head, timeZone, theme]);
  const { handlers, tip } = useTip((key) => <CellTip tip={key} table={table} heads={heads} />);
  const hasKey = options.showKey && height >= ROOM_FOR_KEY;
  const most = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / cells.length)));
  return (
    <div className={column} style={{ width, height }} {...handlers}>
      <ScrollContainer>
        <CohortTableView
          title={title || t('retention-panel.title', 'Retention')}
          table={table}
          heads={heads.slice(0, most)}
          range={range}
          options={options}
          width={width}
          height={height - (hasKey ? 24 : 0)}
        />
        <MoreRows shown={most} total={frame.length} />
      </ScrollContainer>
      {hasKey && <ColorKey field={cells[0]!} range={range} />}
      {tip}
    </div>
  );
}

/** What is known of a cell: its value, of how many, and how many they are where the answer has it. */
function CellTip({ tip, table, heads }: { tip: string; table: CohortTable; heads: string[] }) {
  const theme = useTheme2();
  const { frame, size, cells, people, mean } = table;
  const [row, place] = tip.split(':');
  const field = cells[Number(place)]!;
  const at = Number(row);
  const title = getFieldDisplayName(field, frame);
  if (row === MEAN) {
    return (
      <TipTable
        title={t('retention-panel.mean-of-all', 'All cohorts')}
        lines={[[title, shown(field, mean[Number(place)], theme)]]}
      />
    );
  }
  const counted = people?.fields.find(({ name }) => name === field.name);
  const lines: Array<[string, string]> = [
    [title, shown(field, field.values[at], theme)],
    ...(counted
      ? [[t('retention-panel.came-back', 'Came back'), shown(counted, counted.values[at], theme)] as [string, string]]
      : []),
    ...(size ? [[getFieldDisplayName(size, frame), shown(size, size.values[at], theme)] as [string, string]] : []),
  ];
  return <TipTable title={heads[at] ?? ''} lines={lines} />;
}

const column = css({ display: 'flex', flexDirection: 'column' });
