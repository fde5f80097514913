import { definitionsFileSchema, type DefinitionsFile } from '@fawkes/contract';
import { parseAllDocuments, type Document } from 'yaml';
import { places } from '../../answer/parse';
import { Problem } from '../../problem';

/** Aliases are counted, so that a small file cannot stand for a huge one. */
const MOST_ALIASES = 100;

/**
 * A file of definitions: YAML (JSON is YAML, too), a document for each workspace.
 * Throws a Problem 422 that names the line where the text is no YAML, and the field where a definition is none.
 */
export function readDefinitionsFile(text: string): DefinitionsFile[] {
  const parsed = parseAllDocuments(text);
  const documents = Array.isArray(parsed) ? parsed : [];
  const files = documents.map((document, i) => readDocument(document, documents.length > 1 ? `${i}` : undefined));
  const workspaces = files.map(({ workspace }) => workspace);
  const twice = workspaces.find((name, i) => workspaces.indexOf(name) !== i);
  if (twice !== undefined) {
    throw invalid(`Two documents are about the workspace ${twice}; put them into one.`);
  }
  return files;
}

function readDocument(document: Document.Parsed, place: string | undefined): DefinitionsFile {
  const broken = document.errors[0];
  if (broken) {
    throw invalid(`The file is no YAML: ${(broken.message.split('\n')[0] ?? '').replace(/:$/, '')}.`);
  }
  const result = definitionsFileSchema.safeParse(contentOf(document) ?? {});
  if (!result.success) {
    const wrong = places(result.error.issues, place === undefined ? [] : [place]);
    throw invalid(`${wrong[0]?.path || 'The file'}: ${wrong[0]?.message ?? 'not valid'}`, wrong);
  }
  return result.data;
}

function contentOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw invalid(`The file cannot be read: ${(error as Error).message}.`);
  }
}

function invalid(detail: string, errors?: Problem['errors']): Problem {
  return new Problem(422, 'invalid_definitions', detail, errors);
}
