import React from 'react';
import { css } from '@emotion/css';
import type { PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ScrollContainer, useStyles2, useTheme2 } from '@grafana/ui';
import { MOST_ROWS, MoreRows } from '../common/MoreRows';
import { rowSize } from '../common/rowSize';
import { TipTable } from '../common/TipTable';
import { useTip } from '../common/useTip';
import { WrongShape } from '../common/WrongShape';
import { FunnelKey } from './FunnelKey';
import { funnelFields, type FunnelFields } from './funnelFields';
import { funnelSteps, longest, type FunnelStep } from './funnelSteps';
import { getStyles } from './funnelStyles';
import { FUNNEL_DEFAULTS, type FunnelOptions } from './options';
import { StepItem } from './StepItem';
import { linesOf, stepName } from './stepTexts';

/** Steps as bars, with how many are lost at each. */
export default function FunnelPanel(props: PanelProps<FunnelOptions>) {
  const { data, id, fieldConfig } = props;
  const options = { ...FUNNEL_DEFAULTS, ...props.options };
  const fields = funnelFields(data.series, options);
  const steps = fields ? funnelSteps(fields) : [];
  if (!fields || steps.length === 0) {
    const needs = t(
      'funnel-panel.needs',
      'A funnel needs a row for each step: a text that names it, and a number of how many did it.'
    );
    return <WrongShape id={id} fieldConfig={fieldConfig} data={data} needs={needs} />;
  }
  return <Steps {...props} options={options} fields={fields} steps={steps} />;
}

/** The legend leaves a low panel to the steps. */
const ROOM_FOR_KEY = 140;

function Steps(props: PanelProps<FunnelOptions> & { fields: FunnelFields; steps: FunnelStep[] }) {
  const { options, title, fields, steps, width, height } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { handlers, tip } = useTip((key) => {
    const step = steps[Number(key)];
    return step && <TipTable title={stepName(fields, step, theme)} lines={linesOf(fields, step, theme)} />;
  });
  const hasKey = options.showKey && height >= ROOM_FOR_KEY;
  const { row, font } = rowSize(width, (height - (hasKey ? 26 : 0)) / (options.showLost ? 2.6 : 2), steps.length);
  const whole = longest(steps);
  return (
    <div className={column} style={{ width, height }} {...handlers}>
      <ScrollContainer>
        <ol className={styles.list} style={{ fontSize: font }} aria-label={title || t('funnel-panel.title', 'Funnel')}>
          {steps.slice(0, MOST_ROWS).map((step) => (
            <StepItem
              key={step.at}
              fields={fields}
              step={step}
              whole={whole}
              barHeight={Math.round(row * 0.7)}
              showLost={options.showLost}
            />
          ))}
        </ol>
        <MoreRows shown={MOST_ROWS} total={steps.length} />
      </ScrollContainer>
      {hasKey && <FunnelKey />}
      {tip}
    </div>
  );
}

const column = css({ display: 'flex', flexDirection: 'column' });
