import { describe, expect, it } from 'vitest';
import { funnelChart } from './funnel';
import { linesChart } from './lines';
import { sparkline } from './sparkline';

const HOSTILE = '</text><script>alert(1)</script>" style="x" <style>*{}</style>';

const lines = {
  label: 'Page views',
  buckets: ['a', 'b', 'c', 'd'],
  incomplete: [false, false, false, true],
  unit: 'short',
  lines: [{ title: 'Page views', values: [1, 3, 2, 1], previous: [2, 2, null, 0] }],
};

describe('a chart of lines', () => {
  it('is drawn in a size for each width, with words for who cannot see it', async () => {
    const { markup } = await linesChart(lines);
    expect(markup.match(/role="img" aria-label="Page views"/g)).toHaveLength(2);
    expect(markup.match(/viewBox="[^"]+"/g)).toEqual(['viewBox="0 0 720 250"', 'viewBox="0 0 340 220"']);
  });

  it('leaves all styling to the style sheet', async () => {
    const { markup } = await linesChart(lines);
    expect(markup).not.toMatch(/<style|style=|<script/);
    expect(markup).toContain('stroke="var(--line-1)"');
  });

  it('marks a bucket that is not complete by a dot and dots that lead to it', async () => {
    const dotted = / d="M[^"]*"[^>]* stroke-dasharray="1,4"/g;
    const { markup } = await linesChart(lines);
    expect(markup.match(dotted)).toHaveLength(2);
    const complete = await linesChart({ ...lines, incomplete: [false, false, false, false] });
    expect(complete.markup).not.toMatch(dotted);
  });

  it('lives with nothing known, and with one bucket', async () => {
    const unknown = { ...lines, lines: [{ title: 'x', values: [null, null, null, null], previous: [] }] };
    expect((await linesChart(unknown)).markup).toContain('<svg');
    const one = { ...lines, buckets: ['a'], incomplete: [true], lines: [{ title: 'x', values: [1], previous: [1] }] };
    expect((await linesChart(one)).markup).toContain('<svg');
  });
});

describe('a chart of a funnel', () => {
  const step = { entered: 10, completed: 4, completion: 40, bottleneck: false };

  it('shows names as text, whatever they hold', async () => {
    const { markup } = await funnelChart(HOSTILE, [
      { ...step, name: HOSTILE },
      { ...step, name: 'Second', bottleneck: true },
    ]);
    expect(markup).not.toMatch(/<script|<style| style="/);
    expect(markup).toContain('&lt;script&gt;');
    expect(markup).toContain('fill="var(--bottleneck)"');
  });

  it('has room for many steps', async () => {
    const steps = Array.from({ length: 20 }, (_, i) => ({ ...step, name: `Step ${i + 1}` }));
    const { markup } = await funnelChart('Steps', steps);
    expect(markup.match(/Step 20</g)).toHaveLength(3);
  });
});

describe('a sparkline', () => {
  it('runs from the first to the last value, over what is not known', () => {
    const { markup } = sparkline([0, null, 10]);
    expect(markup).toContain('<polyline points="0,27 100,1"');
  });

  it('is not drawn through less than two values', () => expect(sparkline([null, 3]).markup).toBe(''));
});
