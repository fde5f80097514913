import React from 'react';
import { t } from '@grafana/i18n';
import { Box, Icon, Stack, Text } from '@grafana/ui';
import type { FieldProblem, Findings } from '../question/examine';
import type { FawkesQuery } from '../types';
import { describe } from './describe';

interface SentenceLineProps {
  query: FawkesQuery;
  findings: Findings;
}

/** Says what will be computed, or what is missing before anything is. */
export function SentenceLine({ query, findings: { problems, unfinished } }: SentenceLineProps) {
  const isComplete = problems.length === 0;
  const text = isComplete
    ? describe(query)
    : `${unfinished ? t('editor.unfinished', 'Not complete yet.') : t('editor.unknown', 'Not understood.')} ${problems
        .filter(({ hint }) => hint === undefined)
        .map(sayProblem)
        .join('; ')}`.trimEnd();
  // What is merely not done yet is said at its field.
  const isWrong = problems.some(({ hint }) => hint === undefined);
  return (
    <Box paddingX={1} paddingY={0.5}>
      <div role="status">
        <Stack gap={1} alignItems="flex-start">
          <Icon name={isWrong ? 'exclamation-triangle' : 'comment-alt'} />
          <Text color={isWrong ? 'warning' : 'secondary'}>{text}</Text>
        </Stack>
      </div>
    </Box>
  );
}

/** Such as `steps[1].name: must not be empty`. */
const sayProblem = ({ path, message }: FieldProblem): string =>
  path.length === 0 ? message : `${path.map(sayStep).join('')}: ${message}`;

const sayStep = (key: PropertyKey, index: number): string =>
  typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`;
