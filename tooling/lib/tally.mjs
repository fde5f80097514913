import { run } from './run.mjs';

/** Counts what passed, failed and was skipped over all checks and runners, and says how long each took. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** A check without counts of its own is one test. */
  check(name, command, args, env) {
    const ok = this.#timed(name, () => run(command, args, env));
    this.add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
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

  add({ passed = 0, failed = 0, skipped = 0 }) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
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
