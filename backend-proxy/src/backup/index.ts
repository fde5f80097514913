export { createBackup, type Backup } from './backup';
export { createRestore, type Restore } from './restore';
