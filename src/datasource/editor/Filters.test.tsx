import { act, fireEvent, screen, within } from '@testing-library/react';
import { edit, editor, known, prepareEditor, status } from './testEditor';
import { pick, pickOffered, write } from './testPick';

prepareEditor();

describe('sites and filters', () => {
  const trends = { v: 1, kind: 'trends', measures: [{ measure: 'sessions' }] };

  it('offers the workspace’s sites and the dashboard’s variables', async () => {
    await edit(trends);
    await pick('Site', '${site}');
    expect(editor.saved).toMatchObject({ site: '${site}' });
    await pick('Site', 'app.example');
    expect(editor.saved).toMatchObject({ site: ['${site}', 'app.example'] });
  });

  it('runs a new condition only when it has its value', async () => {
    await edit(trends);
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(editor.onRunQuery).not.toHaveBeenCalled();
    await pick('Value', '/docs');
    expect(editor.saved).toMatchObject({ filter: { and: [{ property: 'page.path', op: 'eq', value: '/docs' }] } });
    expect(editor.onRunQuery).toHaveBeenCalledTimes(1);
    expect(status()).toBe('Sessions over time, where Page is “/docs”.');
  });

  it('offers the values and the properties that events of the panel’s time range have', async () => {
    known.values.mockClear();
    await edit({ ...trends, site: 'docs.example' });
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(known.properties).toHaveBeenLastCalledWith({ range: undefined, site: 'docs.example' });
    expect(known.values).not.toHaveBeenCalled();
    await pick('Property', 'team');
    await act(async () => {
      fireEvent.focus(screen.getByLabelText('Value'));
    });
    expect(known.values).toHaveBeenCalledWith('props.team', { range: undefined, site: 'docs.example' });
    await pickOffered('Value', '/blog');
    expect(editor.saved).toMatchObject({ filter: { and: [{ property: 'props.team', op: 'eq', value: '/blog' }] } });
  });

  it('gives a comparison a value of its own type', async () => {
    await edit({ ...trends, filter: { property: 'value', op: 'eq', value: '12.5' } });
    await pick('Comparison', '>');
    expect(editor.saved).toMatchObject({ filter: { and: [{ property: 'value', op: 'gt', value: 12.5 }] } });
    await pick('Comparison', 'is set');
    expect(editor.saved).toMatchObject({ filter: { and: [{ property: 'value', op: 'set' }] } });
  });

  it('says at its field that a size is no number', async () => {
    await edit({ ...trends, filter: { and: [{ property: 'value', op: 'gt', value: 1 }] } });
    write(screen.getByLabelText('Value'), '');
    expect(screen.getByRole('alert')).toHaveTextContent('is missing');
  });

  it('shows groups within groups, and keeps what nobody changes', async () => {
    const [docs, site, buyers] = [
      { property: 'page.path', op: 'eq', value: '/docs' },
      { property: 'site', op: 'set' },
      { segment: 'Buyers', in: false },
    ];
    await edit({ ...trends, filter: { or: [docs, { not: { and: [site, buyers] } }] } });
    expect(screen.getAllByLabelText('How many must hold').map((field) => (field as HTMLInputElement).value)).toEqual([
      'Any of these holds',
      'None of these holds',
      'All of these hold',
    ]);
    await pick('Person', 'is in segment');
    const kept = { not: { or: [{ and: [site, { segment: 'Buyers', in: true }] }] } };
    expect(editor.saved).toMatchObject({ filter: { or: [docs, kept] } });
    fireEvent.click(screen.getAllByRole('button', { name: 'Remove this condition' })[0]!);
    expect(editor.saved).toMatchObject({ filter: { or: [kept] } });
  });

  it('makes a group, and takes it away with its last condition', async () => {
    await edit({ ...trends, filter: { and: [{ property: 'site', op: 'set' }] } });
    fireEvent.click(screen.getByRole('button', { name: 'Add group' }));
    const group = within(screen.getByRole('group', { name: 'Group of conditions' }));
    fireEvent.click(group.getByRole('button', { name: 'Add segment' }));
    expect(editor.saved).toMatchObject({
      filter: {
        and: [
          { property: 'site', op: 'set' },
          {
            or: [
              { property: 'page.path', op: 'eq' },
              { segment: '', in: true },
            ],
          },
        ],
      },
    });
    fireEvent.click(group.getAllByRole('button', { name: 'Remove this condition' })[1]!);
    fireEvent.click(group.getAllByRole('button', { name: 'Remove this condition' })[0]!);
    expect(editor.saved).toMatchObject({ filter: { and: [{ property: 'site', op: 'set' }] } });
  });

  it('still takes what is typed where the lists cannot be had', async () => {
    await edit(trends, () => Promise.reject(new Error('The token may not read.')));
    expect(screen.getByText(/The token may not read/)).toBeInTheDocument();
    await pick('Site', 'typed.example');
    expect(editor.saved).toMatchObject({ site: 'typed.example' });
  });
});
