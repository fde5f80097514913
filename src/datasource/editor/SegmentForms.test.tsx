import { fireEvent, screen } from '@testing-library/react';
import { edit, editor, prepareEditor, status } from './testEditor';
import { pick, write } from './testPick';

prepareEditor();

describe('segments', () => {
  it('are cut by rules of the question’s own, of which some are left to the workspace', async () => {
    await edit();
    await pick('Kind of question', 'Segments');
    expect(editor.saved).toEqual({ refId: 'A', v: 1, kind: 'segments' });
    fireEvent.click(screen.getByLabelText('Own rules'));
    write(screen.getByLabelText('New within days'), '7');
    expect(editor.saved).toMatchObject({ rules: { newDays: 7 } });
    write(screen.getByLabelText('Recent days'), '61');
    expect(screen.getByRole('alert')).toHaveTextContent('at most 60');
    fireEvent.click(screen.getByLabelText('Own rules'));
    expect(editor.saved).toMatchObject({ rules: undefined });
  });

  it('change by days, weeks or months', async () => {
    await edit({ v: 1, kind: 'segments' });
    await pick('Interval', 'Hour');
    expect(screen.getByRole('alert')).toHaveTextContent('segments change by days, weeks or months');
    await pick('Interval', 'Week');
    expect(editor.saved).toMatchObject({ interval: '1w' });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('overlap', () => {
  it('is of the chosen segments, and waits for one', async () => {
    await edit({ v: 1, kind: 'overlap', segments: [] });
    expect(status()).toContain('Not complete yet.');
    await pick('Which segments', 'Power Users');
    expect(editor.saved).toMatchObject({ segments: ['Power Users'] });
  });
});

describe('what stands out', () => {
  it('is of a segment, among properties', async () => {
    await edit({ v: 1, kind: 'standout', of: 'Power Users' });
    await pick('People of', 'At Risk');
    await pick('Properties', 'Browser', 'team');
    expect(editor.saved).toMatchObject({ of: 'At Risk', properties: ['device.browser', 'props.team'] });
    expect(status()).toBe(
      'The 20 values of Browser and team by which the people of “At Risk” differ most surely from everyone else.'
    );
  });

  it('keeps a rule that no name stands for', async () => {
    const rule = { did: { events: ['Deploy'] } };
    await edit({ v: 1, kind: 'standout', of: rule });
    write(screen.getByLabelText('Limit'), '5');
    expect(editor.saved).toMatchObject({ of: rule, limit: 5 });
  });
});

it('a power curve is of 7 or 28 days', async () => {
  await edit({ v: 1, kind: 'power-curve' });
  await pick('Days', 'L7');
  expect(editor.saved).toMatchObject({ days: 7 });
});
