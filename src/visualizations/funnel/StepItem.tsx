import React from 'react';
import { getDisplayProcessor } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { linksOf, shown } from '../common/fields';
import { Linked } from '../common/Linked';
import type { FunnelFields } from './funnelFields';
import type { FunnelStep } from './funnelSteps';
import { lostText, percentText, stepName } from './stepTexts';
import { getStyles, lostPattern } from './funnelStyles';

interface StepItemProps {
  fields: FunnelFields;
  step: FunnelStep;
  /** What a bar of the whole width stands for. */
  whole: number;
  barHeight: number;
  showLost: boolean;
}

/** A step: its name and number above a bar of those who did it and those who were lost, and what that means below. */
export function StepItem({ fields, step, whole, barHeight, showLost }: StepItemProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const { value } = fields;
  const color = (value.display ?? getDisplayProcessor({ field: value, theme }))(value.values[step.at]).color;
  const barColor = color ?? theme.visualization.getColorByName('blue');
  const lost = showLost ? lostText(fields, step, theme) : undefined;
  return (
    <li className={styles.step} data-tip={step.at}>
      <div className={styles.line}>
        <Linked links={linksOf([fields.name, value], step.at)} className={styles.name}>
          <bdi>{stepName(fields, step, theme)}</bdi>
        </Linked>
        <strong className={styles.number}>{shown(value, step.value, theme)}</strong>
        <span className={styles.share}>{percentText(step.ofFirst)}</span>
      </div>
      <div className={styles.bar} style={{ height: barHeight }} aria-hidden="true">
        <span style={{ width: percentOf(step.value, whole), background: barColor }} />
        <span style={{ width: percentOf(step.lost, whole), ...lostPattern(barColor) }} />
      </div>
      {lost && (
        <div className={step.isBottleneck ? styles.bottleneck : styles.lost}>
          <Icon name="arrow-down" size="sm" aria-hidden="true" /> {lost}
          {step.isBottleneck && ` · ${t('funnel-panel.bottleneck', 'largest loss')}`}
        </div>
      )}
    </li>
  );
}

const percentOf = (part: number | null, whole: number): string => `${whole > 0 ? ((part ?? 0) / whole) * 100 : 0}%`;
