import files from '../../../checks/services/files.ts';
import { checkIn } from '../../support/check-in.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const LOG = '/var/log/cloud-init-output.log';
const DATA = '/var/lib/cloud/instances/i-1/user-data.txt';

testCheck(checkIn(files, 'services.cloud-init'), {
  pass: [
    {
      name: 'Ubuntu',
      given: {
        [`stat:${LOG}`]: statLine(LOG, { mode: '640', type: 'regular file' }),
        'stat:/var/lib/cloud/instances/*/user-data.txt': statLine(DATA, {
          mode: '600',
          type: 'regular file',
        }),
      },
    },
  ],
  fail: [
    {
      name: 'open',
      given: {
        [`stat:${LOG}`]: statLine(LOG, { mode: '644', type: 'regular file' }),
        'stat:/var/lib/cloud/instances/*/user-data.txt': statLine(DATA, {
          mode: '644',
          type: 'regular file',
        }),
      },
      because: [`${DATA} mode: 0644`, `${LOG} mode: 0644`],
    },
  ],
  notApplicable: [{ name: 'no cloud-init', given: {} }],
});
