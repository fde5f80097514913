import { PanelPlugin, FieldConfigProperty } from '@grafana/data';
import { lazily } from '../../datasource/lazily';
import { loadTranslations } from '../../datasource/translations';
import { addForestOptions, type ForestOptions } from './options';

// Grafana reads the options with their texts as soon as it has this file.
void loadTranslations();

export const plugin = new PanelPlugin<ForestOptions>(lazily(() => import('./ForestPanel')))
  .useFieldConfig({
    // The colours say on which side of the reference an interval lies.
    disableStandardOptions: [FieldConfigProperty.Color, FieldConfigProperty.Thresholds],
  })
  .setPanelOptions(addForestOptions);
