import { access, constants } from 'node:fs/promises';
import { makeDirectory } from '../make-directory';
import { reasonOf, StartError } from './start-error';

/** Makes the data directory where it is missing, for its owner only: it holds tokens and what people did. */
export async function prepareDataDirectory(dataDir: string): Promise<void> {
  try {
    await makeDirectory(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      `The data directory ${dataDir} cannot be written: ${reasonOf(error)}. Choose another with FAWKES_DATA_DIR or --data-dir.`
    );
  }
}
