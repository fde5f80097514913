import { PanelPlugin, FieldConfigProperty } from '@grafana/data';
import { lazily } from '../../datasource/lazily';
import { addForestOptions, type ForestOptions } from './options';

export const plugin = new PanelPlugin<ForestOptions>(lazily(() => import('./ForestPanel')))
  .useFieldConfig({
    // The colours say on which side of the reference an interval lies.
    disableStandardOptions: [FieldConfigProperty.Color, FieldConfigProperty.Thresholds],
  })
  .setPanelOptions(addForestOptions);
