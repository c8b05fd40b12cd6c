import trustFiles from '../../../checks/files/trust-files.ts';
import { testCheck } from '../../support/test-check.ts';

const line = (path: string, bytes: number) =>
  `644|0|0|root|root|${bytes === 0 ? 'regular empty file' : 'regular file'}|${bytes}|1700000000|${path}\n`;

testCheck(trustFiles, {
  pass: [
    { name: 'empty', given: { 'stat:/root/.rhosts': line('/root/.rhosts', 0) } },
    { name: 'none', given: {} },
  ],
  fail: [
    {
      name: 'hosts are trusted',
      given: { 'stat:/etc/hosts.equiv': line('/etc/hosts.equiv', 12) },
      because: ['/etc/hosts.equiv: 12 bytes'],
    },
  ],
});
