import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { chooseRadio, edit, editor, lists, prepareEditor, status } from './testEditor';
import { pick, pickIn, write } from './testPick';

prepareEditor();

describe('a query of trends', () => {
  it('begins with page views and visitors, which it writes into the query without running it again', async () => {
    await edit();
    expect(screen.getByLabelText('Kind of question')).toHaveValue('Trends');
    expect(status()).toBe('Page views and Unique visitors over time.');
    expect(editor.saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'trends',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }],
    });
    expect(editor.onRunQuery).not.toHaveBeenCalled();
  });

  it('begins in an alert rule, too, whose members it keeps', async () => {
    await edit({ instant: true, hide: false });
    expect(screen.getByLabelText('Kind of question')).toHaveValue('Trends');
    expect(editor.saved).toMatchObject({ refId: 'A', instant: true, hide: false, kind: 'trends' });
  });

  it('leaves a query that is written as it is', async () => {
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] });
    expect(editor.saved).toBeUndefined();
  });

  it('asks for the chosen measures in the order of their choice, and runs', async () => {
    await edit();
    await pick('Measures', 'Sessions');
    expect(editor.saved).toMatchObject({
      v: 1,
      kind: 'trends',
      measures: [{ measure: 'page_views' }, { measure: 'unique_visitors' }, { measure: 'sessions' }],
    });
    expect(editor.onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('takes an interval, a breakdown with its limit, and the comparison', async () => {
    await edit();
    await pick('Interval', 'Day');
    await pick('Break down by', 'Browser');
    write(screen.getByLabelText('Limit'), '5');
    fireEvent.click(screen.getByLabelText('Compare'));
    expect(editor.saved).toMatchObject({
      interval: '1d',
      breakdown: { property: 'device.browser', limit: 5 },
      compare: 'previous',
    });
    expect(status()).toBe(
      'Page views and Unique visitors per day, for each of the 5 largest values of Browser and the others together, compared with the previous period.'
    );
  });

  it('takes a property of the sender’s own by its bare name', async () => {
    await edit();
    await pick('Break down by', 'team');
    expect(editor.saved).toMatchObject({ breakdown: { property: 'props.team' } });
  });

  it('does not run with a goal whose events are not given, and says so there', async () => {
    await edit();
    fireEvent.click(screen.getByRole('button', { name: 'Add goal' }));
    expect(editor.onRunQuery).not.toHaveBeenCalled();
    expect(screen.getByRole('alert')).toHaveTextContent('a matcher names at least one event, path or filter');
    expect(status()).toContain('Not complete yet.');

    await pick('Events', 'Deploy Application');
    expect(editor.saved).toMatchObject({
      measures: [{}, {}, { measure: 'conversions', match: { events: ['Deploy Application'] } }],
    });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(editor.onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('says at its field what no interval is', async () => {
    await edit();
    await pick('Interval', 'often');
    expect(screen.getByRole('alert')).toHaveTextContent('an interval is a number and one of m h d w M, or "range"');
    expect(editor.onRunQuery).not.toHaveBeenCalled();
  });
});

describe('a top list', () => {
  it('keeps site, filter and measures of the kind before', async () => {
    const filter = { and: [{ property: 'page.path', op: 'starts_with', value: '/docs' }] };
    await edit({ v: 1, kind: 'trends', measures: [{ measure: 'sessions' }], interval: '1d', site: '${site}', filter });
    await pick('Kind of question', 'Top list');
    expect(editor.saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'top',
      property: 'page.path',
      measures: [{ measure: 'sessions' }],
      limit: 10,
      site: '${site}',
      filter,
    });
    await pick('Kind of question', 'Trends');
    expect(editor.saved).toMatchObject({ kind: 'trends', interval: '1d', site: '${site}', filter });
  });

  it('ranks by the chosen measure', async () => {
    await edit({
      v: 1,
      kind: 'top',
      property: 'page.path',
      measures: [{ measure: 'sessions' }, { measure: 'events' }],
    });
    await pick('Ranked by', 'Events');
    expect(editor.saved).toMatchObject({ measures: [{ measure: 'events' }, { measure: 'sessions' }] });
  });

  it('refuses a limit that is too large at its field', async () => {
    await edit({ v: 1, kind: 'top', property: 'page.path', measures: [{ measure: 'sessions' }] });
    write(screen.getByLabelText('Limit'), '10001');
    expect(screen.getByRole('alert')).toHaveTextContent('at most 10000');
    expect(editor.onRunQuery).not.toHaveBeenCalled();
  });
});

describe('a funnel', () => {
  it('runs when one of the defined ones is chosen', async () => {
    await edit();
    await pick('Kind of question', 'Funnel');
    expect(editor.onRunQuery).not.toHaveBeenCalled();
    await pick('Name', 'onboarding');
    expect(editor.saved).toEqual({ refId: 'A', v: 1, kind: 'funnel', funnel: 'onboarding' });
    expect(editor.onRunQuery).toHaveBeenCalledTimes(1);
    expect(status()).toBe('How many people get through each step of the funnel “onboarding”.');
  });

  it('becomes one’s own steps as a copy of the defined one', async () => {
    await edit({ v: 1, kind: 'funnel', funnel: 'onboarding' });
    chooseRadio('Own steps');
    const [definition] = lists.funnels.funnels;
    expect(editor.saved).toEqual({
      refId: 'A',
      v: 1,
      kind: 'funnel',
      steps: definition!.steps,
      entry: definition!.entry,
      window: '30d',
    });
    chooseRadio('Defined');
    expect(editor.saved).toEqual({ refId: 'A', v: 1, kind: 'funnel', funnel: 'onboarding' });
  });

  it('adds, names, moves and removes steps by buttons', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }], window: '1d' });
    fireEvent.click(screen.getByRole('button', { name: 'Add step' }));
    expect(editor.onRunQuery).not.toHaveBeenCalled();
    expect(screen.getByText('Choose at least one event or page')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();

    await pickIn(screen.getByRole('listitem', { name: 'Step 2' }), 'Events', 'Sign Up');
    expect(editor.saved).toMatchObject({
      steps: [{ name: 'Visit' }, { name: 'Sign Up', match: { events: ['Sign Up'] } }],
    });
    expect(editor.onRunQuery).toHaveBeenCalledTimes(1);

    const second = within(screen.getByRole('listitem', { name: 'Step 2' }));
    expect(second.getByRole('button', { name: 'Move this step down' })).toBeDisabled();
    fireEvent.click(second.getByRole('button', { name: 'Move this step up' }));
    expect(editor.saved).toMatchObject({ steps: [{ name: 'Sign Up' }, { name: 'Visit' }] });

    fireEvent.click(
      within(screen.getByRole('listitem', { name: 'Step 1' })).getByRole('button', { name: 'Remove this step' })
    );
    expect(editor.saved).toMatchObject({ steps: [{ name: 'Visit' }] });
  });

  it('moves a step by the keys of its handle', async () => {
    const steps = ['One', 'Two', 'Three'].map((name) => ({ name, match: { events: [name] } }));
    await edit({ v: 1, kind: 'funnel', steps });
    const handle = screen.getAllByRole('button', { name: 'Drag this step' })[0]!;
    for (const keyCode of [32, 40, 32]) {
      await act(async () => {
        fireEvent.keyDown(handle, { keyCode });
      });
    }
    await waitFor(() => expect(editor.saved).toMatchObject({ steps: [steps[1], steps[0], steps[2]] }));
  });

  it('measures step 1 against an entry', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }] });
    fireEvent.click(screen.getByLabelText('Entry'));
    expect(screen.getByRole('alert')).toHaveTextContent('a matcher names at least one event');
    fireEvent.click(screen.getByLabelText('Entry'));
    expect(editor.saved).toMatchObject({ entry: undefined });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('takes rules, an exclusion between two steps, and a view of its own', async () => {
    const steps = ['Visit', 'Read', 'Sign Up'].map((name) => ({ name, match: { events: [name] } }));
    await edit({ v: 1, kind: 'funnel', steps });
    fireEvent.click(within(screen.getByRole('listitem', { name: 'Step 2' })).getByLabelText('Optional'));
    expect(editor.saved).toMatchObject({ steps: [{}, { optional: true }, {}] });
    expect(within(screen.getByRole('listitem', { name: 'Step 1' })).queryByLabelText('Optional')).toBeNull();
    chooseRadio('Sessions');
    expect(editor.saved).toMatchObject({ counting: 'session' });

    fireEvent.click(screen.getByRole('button', { name: 'Add exclusion' }));
    const exclusion = screen.getByRole('group', { name: 'Exclusion 1' });
    await pickIn(exclusion, 'Events', 'Error');
    expect(editor.saved).toMatchObject({ exclusions: [{ match: { events: ['Error'] }, from: 1, to: 3 }] });
    fireEvent.click(within(exclusion).getByRole('button', { name: 'Remove this exclusion' }));
    expect(editor.saved).toMatchObject({ exclusions: undefined });

    await pick('By', 'Browser');
    expect(editor.saved).toMatchObject({ breakdown: { property: 'device.browser' } });
    chooseRadio('Time to convert');
    write(screen.getByLabelText('Bins'), '20');
    expect(editor.saved).toMatchObject({ view: 'time_to_convert', bins: 20 });
    expect(editor.saved).not.toHaveProperty('breakdown');
    expect(status()).toBe(
      'How long it takes sessions to do “Visit” → “Read” (or not) → “Sign Up”, one after the other.'
    );
  });

  it('says at the name that a step has none', async () => {
    await edit({ v: 1, kind: 'funnel', steps: [{ name: 'Visit', match: { paths: ['/'] } }] });
    write(screen.getByLabelText('Name'), '');
    expect(screen.getByText('Name the step')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(status()).toBe('Not complete yet.');
  });
});
