import { FieldColorModeId, FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { lazily } from '../../datasource/lazily';
import { loadTranslations } from '../../datasource/translations';
import { addRetentionOptions, type RetentionOptions } from './options';

// Grafana reads the options with their texts as soon as it has this file.
void loadTranslations();

export const plugin = new PanelPlugin<RetentionOptions>(lazily(() => import('./RetentionPanel')))
  .useFieldConfig({
    standardOptions: {
      // From the theme's background to one colour: told apart by brightness alone, in the dark and in the light.
      [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.ContinuousBlues } },
    },
  })
  .setPanelOptions(addRetentionOptions);
