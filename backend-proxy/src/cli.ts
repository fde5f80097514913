import { CliError } from './cli/cli-error';
import { tell } from './cli/output';
import { program } from './cli/program';

try {
  await program().parseAsync();
} catch (error) {
  if (!(error instanceof CliError)) {
    throw error;
  }
  tell([error.message]);
  process.exitCode = error.exitCode;
}
