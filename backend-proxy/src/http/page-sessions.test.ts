import { describe, expect, it } from 'vitest';
import { PageSessions } from './page-sessions';

const HOUR = 3_600_000;

describe('PageSessions', () => {
  it('gives each session a name that cannot be guessed, and knows its token', () => {
    const sessions = new PageSessions(() => 0);
    const [a, b] = [sessions.open('t'), sessions.open('t')];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^[\w-]{43}$/);
    expect(sessions.tokenOf(a)).toBe('t');
    expect(sessions.tokenOf('other')).toBeUndefined();
  });

  it('ends a session that nobody used for half a day, and no other', () => {
    let now = 0;
    const sessions = new PageSessions(() => now);
    const [used, unused] = [sessions.open('used'), sessions.open('unused')];
    for (now = HOUR; now <= 13 * HOUR; now += HOUR) {
      expect(sessions.tokenOf(used)).toBe('used');
    }
    expect(sessions.tokenOf(unused)).toBeUndefined();
  });

  it('lets the one go that was not used for longest, where there are too many', () => {
    const sessions = new PageSessions(() => 0);
    const [first, second] = [sessions.open('first'), sessions.open('second')];
    expect(sessions.tokenOf(first)).toBe('first');
    for (let i = 0; i < 999; i++) {
      sessions.open('more');
    }
    expect(sessions.tokenOf(first)).toBe('first');
    expect(sessions.tokenOf(second)).toBeUndefined();
  });
});
