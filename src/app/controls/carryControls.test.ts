import { carryControls } from './carryControls';

const chosen = { from: 'now-30d', to: 'now', 'var-ds': 'uid-1', 'var-site': 'docs.example', unrelated: 'x' };

describe('carryControls', () => {
  it('gives a plain link the controls as they stand, and nothing else of the state', () => {
    expect(carryControls('', chosen)).toBe('?from=now-30d&to=now&var-ds=uid-1&var-site=docs.example');
  });

  it('keeps what the link says about other things', () => {
    expect(carryControls('?kiosk=tv', { from: 'now-1h' })).toBe('?kiosk=tv&from=now-1h');
  });

  it.each(['?from=now-1h', '?var-site=', '?refresh=10s'])('leaves %s alone: it is a choice of its own', (search) => {
    expect(carryControls(search, chosen)).toBeUndefined();
  });

  it('leaves what is not chosen yet to its default', () => {
    expect(carryControls('', { from: 'now-7d', 'var-ds': '', 'var-site': '' })).toBe('?from=now-7d');
  });

  it('has nothing to carry before anything is chosen', () => {
    expect(carryControls('', {})).toBeUndefined();
  });
});
