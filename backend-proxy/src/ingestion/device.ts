import Bowser from 'bowser';
import type { IncomingEvent } from './incoming-event';
import { memoized } from './memoized';

type DeviceColumns = Pick<IncomingEvent, 'browser' | 'browser_version' | 'os' | 'os_version' | 'device'>;

export const NO_DEVICE: DeviceColumns = { browser: '', browser_version: '', os: '', os_version: '', device: '' };

const DEVICES: Record<string, string> = {
  desktop: 'Desktop',
  mobile: 'Mobile',
  tablet: 'Tablet',
  tv: 'TV',
  bot: 'Bot',
};

/** Browser, system and device of a User-Agent, with versions of two numbers at most; all '' where it is empty or unknown. */
export const readDevice = memoized((userAgent: string): DeviceColumns => {
  if (userAgent === '') {
    return NO_DEVICE;
  }
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    browser: browser.name ?? '',
    browser_version: short(browser.version),
    os: os.name ?? '',
    os_version: os.versionName ?? short(os.version),
    device: DEVICES[platform.type ?? ''] ?? '',
  };
});

/** A whole version number would all but name a person. */
function short(version = ''): string {
  return version.split('.').slice(0, 2).join('.');
}
