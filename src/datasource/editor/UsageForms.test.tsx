import { fireEvent, screen } from '@testing-library/react';
import { edit, editor, prepareEditor, status } from './testEditor';
import { clear, pick, pickOffered, write } from './testPick';

prepareEditor();

describe('measures of which more is said', () => {
  it('takes a statistic of a property, hides it, and reckons with it', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'events' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add statistic' }));
    await pick('Numbers of', 'size');
    fireEvent.click(screen.getByLabelText('Hidden'));
    fireEvent.click(screen.getByRole('button', { name: 'Add formula' }));
    write(screen.getByLabelText('Formula'), 'B * 100');
    expect(editor.saved).toMatchObject({
      measures: [{ measure: 'events' }, { measure: 'mean', property: 'props.size', hidden: true }],
      formulas: [{ formula: 'B * 100' }],
    });
    expect(status()).toBe('Events and B * 100 (where A is Events and B is Mean of size) over time.');
    write(screen.getByLabelText('Formula'), 'B / C');
    expect(screen.getByRole('alert')).toHaveTextContent('at character 5: there is no measure C; the last one is B');
  });

  it('counts a defined goal by its name', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add goal' }));
    // What the goals are made of is offered as events, too.
    await pick('Events', 'Join');
    await pickOffered('Goal', 'Signed up');
    expect(editor.saved).toMatchObject({ measures: [{}, { measure: 'conversions', goal: 'Signed up' }] });
    expect(screen.queryByLabelText('Events')).not.toBeInTheDocument();
    await clear('Goal');
    expect(editor.saved).toMatchObject({ measures: [{}, { measure: 'conversions', match: {} }] });
    expect(screen.getByLabelText('Events')).toBeInTheDocument();
    await pick('Goal', 'another');
    expect(editor.saved).toMatchObject({ measures: [{}, { measure: 'conversions', goal: 'another' }] });
  });
});

describe('experiments', () => {
  it('go by the workspace’s exposure rules, by one of them, or by events told here', async () => {
    await edit({ v: 1, kind: 'experiments' });
    await pickOffered('Exposure rule', 'flags');
    expect(editor.saved).toMatchObject({ exposure: 'flags' });
    expect(status()).toContain('shown by the rule “flags”');
    expect(screen.queryByLabelText('Shown by')).not.toBeInTheDocument();
    await clear('Exposure rule');
    fireEvent.click(screen.getByLabelText('Shown by'));
    await pick('Events', 'Deploy Application');
    expect(editor.saved).toMatchObject({ exposure: { match: { events: ['Deploy Application'] } } });
    expect(screen.queryByLabelText('Exposure rule')).not.toBeInTheDocument();
  });
});

describe('paths', () => {
  it('go from the beginning, from an event or to one', async () => {
    await edit();
    await pick('Kind of question', 'Paths');
    expect(editor.saved).toEqual({ refId: 'A', v: 1, kind: 'paths' });
    fireEvent.click(screen.getByRole('radio', { name: 'To' }));
    await pick('Events', 'Deploy Application');
    write(screen.getByLabelText('Steps'), '3');
    expect(editor.saved).toMatchObject({ to: { events: ['Deploy Application'] }, steps: 3 });
    fireEvent.click(screen.getByRole('radio', { name: 'From' }));
    expect(editor.saved).toMatchObject({ from: { events: ['Deploy Application'] }, to: undefined });
    write(screen.getByLabelText('Steps'), '11');
    expect(screen.getByRole('alert')).toHaveTextContent('at most 10');
  });
});

describe('movers and live', () => {
  it('take measures and properties, and do without', async () => {
    await edit({ v: 1, kind: 'movers' });
    await pick('Measures', 'Sessions');
    await pick('By', 'Browser', 'team');
    expect(editor.saved).toMatchObject({
      measures: [{ measure: 'sessions' }],
      properties: ['device.browser', 'props.team'],
    });
  });

  it('list visitors by what is chosen', async () => {
    await edit({ v: 1, kind: 'live' });
    await pick('Visitors by', 'Country');
    expect(editor.saved).toMatchObject({ properties: ['geo.country'] });
    expect(status()).toBe('Who is here now, and the last 30 minutes by minute and by Country.');
  });
});

it('a part of the answer is wanted, until another kind is asked about', async () => {
  await edit({ v: 1, kind: 'lifecycle' });
  expect(screen.queryByLabelText('Fields')).not.toBeInTheDocument();
  await pickOffered('Frame', 'lifecycle');
  await pick('Fields', 'time', 'n*');
  expect(editor.saved).toMatchObject({ select: { frame: 'lifecycle', fields: ['time', 'n*'] } });
  expect(status()).toContain('; of the answer only “time” and “n*” of “lifecycle”.');
  await pick('Kind of question', 'RFM');
  expect(editor.saved).toEqual({ refId: 'A', v: 1, kind: 'rfm' });
});

it('changes are of all definitions, or of some kinds of them', async () => {
  await edit({ v: 1, kind: 'changes' });
  await pick('Definitions', 'Goals', 'Segment rules');
  expect(editor.saved).toMatchObject({ definitions: ['goal', 'segment_rules'] });
  expect(status()).toBe('The 100 newest changes of goal and segment rules in the workspace.');
});
