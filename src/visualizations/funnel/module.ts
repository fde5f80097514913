import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { lazily } from '../../datasource/lazily';
import { loadTranslations } from '../../datasource/translations';
import { addFunnelOptions, type FunnelOptions } from './options';

// Grafana reads the options with their texts as soon as it has this file.
void loadTranslations();

export const plugin = new PanelPlugin<FunnelOptions>(lazily(() => import('./FunnelPanel')))
  .useFieldConfig({
    standardOptions: {
      [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.Fixed, fixedColor: 'blue' } },
    },
    disableStandardOptions: [FieldConfigProperty.Min, FieldConfigProperty.Max],
  })
  .setPanelOptions(addFunnelOptions);
