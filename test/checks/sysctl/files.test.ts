import files from '../../../checks/sysctl/files.ts';
import { testRows } from './rows.ts';

testRows(files, [
  ['fs.protected_symlinks', '1', '0', 'must'],
  ['fs.protected_hardlinks', '1', '0', 'must'],
  ['fs.protected_fifos', '2', '0', 'lost=0'],
  ['fs.protected_regular', '1', '0', 'lost=0'],
]);
