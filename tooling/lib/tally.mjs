import { run } from './run.mjs';

const firstLines = (text) => text.split('\n').slice(0, 12).join('\n');

/** Counts what passed, failed and was skipped over all checks and runners, and says how long each took. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;
  failures = [];

  /** A check without counts of its own is one test. */
  check(name, command, args, env) {
    const ok = this.#timed(name, () => run(command, args, env));
    this.add(ok ? { passed: 1 } : { failed: 1, failures: [{ name, why: `${command} ${args.join(' ')}` }] });
  }

  /** A runner that leaves its counts behind: `counts` reads them, undefined where it wrote none. */
  runner(name, command, args, counts, env) {
    const ok = this.#timed(name, () => run(command, args, env));
    const found = counts() ?? {};
    this.add({ ...found, failed: Math.max(found.failed ?? 0, ok ? 0 : 1) });
  }

  /** Something that this machine cannot run, with the reason. */
  skip(name, why) {
    console.log(`\n[skipped] ${name}: ${why}`);
    this.add({ skipped: 1 });
  }

  add({ passed = 0, failed = 0, skipped = 0, failures = [] }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
    this.failures.push(...failures);
  }

  /** What failed once more and short, since the place where it happened is thousands of lines above the end. */
  recall() {
    return this.failures.map(({ name, why }) => `\nFAILED ${name}\n${firstLines(why)}`).join('\n');
  }

  /** The closing line. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }

  #timed(name, action) {
    console.log(`\n── ${name}`);
    const started = Date.now();
    const ok = action();
    console.log(`[${ok ? 'ok' : 'FAILED'}] ${name}, ${Math.round((Date.now() - started) / 1000)} s`);
    return ok;
  }
}
