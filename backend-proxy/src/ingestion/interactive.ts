const NEVER = ['engagement', 'identify'];

/** Whether an event shows a person at work: page views always do, pings and `identify` never, others unless they say not. */
export function isInteractive(name: string, said: boolean | null | undefined): boolean {
  return name === 'pageview' || (!NEVER.includes(name) && said !== false);
}
