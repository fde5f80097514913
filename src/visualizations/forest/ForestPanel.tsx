import React from 'react';
import { css } from '@emotion/css';
import type { PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ScrollContainer, useTheme2 } from '@grafana/ui';
import { shown } from '../common/fields';
import { MOST_ROWS, MoreRows } from '../common/MoreRows';
import { TipTable } from '../common/TipTable';
import { useTip } from '../common/useTip';
import { WrongShape } from '../common/WrongShape';
import { axisOf } from './axis';
import { ForestKey } from './ForestKey';
import { forestRows } from './forestRows';
import { ForestTable } from './ForestTable';
import { intervalFields, type IntervalFields } from './intervalFields';
import { FOREST_DEFAULTS, type ForestOptions } from './options';
import { linesOf, nameOf } from './rowTexts';

/** Estimates with their intervals, row by row against a reference. */
export default function ForestPanel(props: PanelProps<ForestOptions>) {
  const { data, id, fieldConfig } = props;
  const options = { ...FOREST_DEFAULTS, ...props.options };
  const fields = intervalFields(data.series, options);
  const rows = fields ? forestRows(fields, options) : [];
  if (!fields || rows.length === 0) {
    const needs = t(
      'forest.needs',
      'A forest plot needs a number with its lower and upper bound, such as effect, effect_low and effect_high. Choose them in the panel’s options.'
    );
    return <WrongShape id={id} fieldConfig={fieldConfig} data={data} needs={needs} />;
  }
  return <Plot {...props} options={options} fields={fields} rows={rows} />;
}

type PlotProps = PanelProps<ForestOptions> & { fields: IntervalFields; rows: ReturnType<typeof forestRows> };

/** The legend leaves a low panel to the rows. */
const ROOM_FOR_KEY = 140;

function Plot({ options, title, fields, rows, width, height }: PlotProps) {
  const theme = useTheme2();
  const { estimate } = fields;
  const { reference } = options;
  const { handlers, tip } = useTip((key) => (
    <TipTable title={nameOf(fields, Number(key), theme)} lines={linesOf(fields, Number(key), theme)} />
  ));
  const hasKey = options.showKey && height >= ROOM_FOR_KEY;
  return (
    <div className={column} style={{ width, height }} {...handlers}>
      <ScrollContainer>
        <ForestTable
          title={title || t('forest.title', 'Forest plot')}
          fields={fields}
          rows={rows.slice(0, MOST_ROWS)}
          axis={axisOf(rows, reference, estimate.config)}
          reference={reference}
          width={width}
          height={height - (hasKey ? 26 : 0)}
        />
        <MoreRows shown={MOST_ROWS} total={rows.length} />
      </ScrollContainer>
      {hasKey && <ForestKey reference={shown(estimate, reference, theme)} />}
      {tip}
    </div>
  );
}

const column = css({ display: 'flex', flexDirection: 'column' });
