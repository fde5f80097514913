/** npm passes a signal on that the terminal sent to the whole group already: two so close are one wish. */
const ECHO_MS = 500;

/** Resolves at the first signal to stop. Another one, later, ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (_signal: NodeJS.Signals, number: number) => {
      first ??= performance.now();
      if (performance.now() - first > ECHO_MS) {
        process.exit(128 + number);
      }
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, onSignal);
    }
  });
}
