import { initPluginTranslations } from '@grafana/i18n';
import { APP_ID } from '../constants';

/** Makes `t` and `Trans` work in this plugin, which is compiled by itself; the messages are the app's. */
export async function loadTranslations(): Promise<void> {
  await initPluginTranslations(APP_ID, [messages]);
}

async function messages(language: string): Promise<Record<string, unknown>> {
  try {
    return (await import(`../locales/${language}/${APP_ID}.json`)).default;
  } catch {
    // A language nobody has translated yet: the English texts in the code are shown.
    return {};
  }
}
