/** Lazy imports that opening a page of the app in English never follows. What is lazy and new counts, unless it is named here. */
const SELDOM = [/\/ConfigurationPage$/, /^i18next-pseudo$/, /\/locales\/(?!en-US\/)/];

/**
 * The scripts that a browser fetches before the first page of the app stands: those of the entry, and of what it imports
 * lazily from there on.
 * @typedef {{ id: string | number, initial: boolean, files: string[], parents: (string | number)[],
 *   origins: { request?: string }[] }} Chunk of webpack's statistics
 * @param {Chunk[]} chunks
 * @returns {string[]}
 */
export function firstPageFiles(chunks) {
  const fetched = new Set(chunks.filter((chunk) => chunk.initial));
  let before;
  do {
    before = fetched.size;
    const ids = new Set([...fetched].map((chunk) => chunk.id));
    for (const chunk of chunks) {
      if (isImported(chunk) && chunk.parents.some((id) => ids.has(id))) {
        fetched.add(chunk);
      }
    }
  } while (fetched.size > before);
  const files = [...fetched].flatMap((chunk) => chunk.files).map((file) => file.split('?')[0]);
  return files.filter((file) => file.endsWith('.js'));
}

const isImported = ({ origins }) =>
  origins.some(({ request = '' }) => !SELDOM.some((pattern) => pattern.test(request)));
