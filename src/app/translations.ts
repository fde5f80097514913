import { initPluginTranslations } from '@grafana/i18n';
import { APP_ID } from '../constants';

type Messages = Record<string, unknown>;

/**
 * Makes `t` and `Trans` work in this plugin and in the Scenes library that it bundles.
 * Must have ended before a scene is built, since scenes hold translated titles.
 */
export async function loadTranslations(): Promise<void> {
  const { loadResources: scenesMessages } = await import('@grafana/scenes');
  await initPluginTranslations(APP_ID, [scenesMessages, ownMessages]);
}

async function ownMessages(language: string): Promise<Messages> {
  try {
    return (await import(`../locales/${language}/${APP_ID}.json`)).default;
  } catch {
    // A language nobody has translated yet: the English texts in the code are shown.
    return {};
  }
}
