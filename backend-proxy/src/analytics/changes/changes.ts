import { DEFINITIONS, type ChangesQuery, type Notice } from '@fawkes/contract';
import { type Column, frame, numberColumn, shownAs, textColumn } from '../frame';
import type { Computed, DefinitionMoment, Question } from '../question';

/**
 * What was defined, changed or deleted in the range: frame `changes` with a row a change, the newest first: when, in words, of
 * which kind and name, what was done, and the version that came of it. Who did it stands in the audit alone.
 */
export async function changes(q: Question<ChangesQuery>): Promise<Computed> {
  const { definitions, limit } = q.query;
  const all = await q.changes(q.range.from, q.range.to);
  const asked = all.filter(({ kind }) => definitions === undefined || definitions.includes(kind));
  const shown = asked.slice(0, limit);
  return {
    frames: [shownAs('table', frame('changes', columnsOf(shown)))],
    notices: narrowed(q.query) ? [WHOLE_WORKSPACE] : [],
    cut: asked.length > shown.length ? { what: 'changes', shown: shown.length, total: asked.length } : null,
  };
}

function columnsOf(shown: DefinitionMoment[]): Column[] {
  const text = (name: string, displayName: string, of: (change: DefinitionMoment) => string) =>
    textColumn(name, shown.map(of), { displayName });
  return [
    { name: 'time', type: 'time', values: shown.map(({ at }) => at), config: { displayName: 'Time' } },
    text('title', 'What', inWords),
    text('definition', 'Definition', ({ kind }) => DEFINITIONS[kind].title),
    text('name', 'Name', ({ name }) => name),
    text('action', 'Action', ({ action }) => action),
    numberColumn(
      'version',
      shown.map(({ version }) => version),
      { displayName: 'Version' }
    ),
  ];
}

function inWords({ kind, name, action }: DefinitionMoment): string {
  const { title } = DEFINITIONS[kind];
  return `${title.charAt(0).toUpperCase()}${title.slice(1)} ${name} ${action}`;
}

function narrowed({ site, filter, segment }: ChangesQuery): boolean {
  return site !== undefined || filter !== undefined || segment !== undefined;
}

const WHOLE_WORKSPACE: Notice = {
  severity: 'info',
  code: 'whole_workspace',
  text: 'Definitions are the whole workspace’s: site, filter and segment do not narrow their changes.',
};
