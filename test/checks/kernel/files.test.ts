import checks from '../../../checks/kernel/files.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [tree, key] = checks;
if (tree === undefined || key === undefined) throw new Error('two checks are wanted');
const RELEASE = '/lib/modules/6.1.0-28-amd64';

testCheck(tree, {
  pass: [
    {
      name: 'Debian',
      given: {
        'stat:/lib/modules/*/kernel': statLine(`${RELEASE}/kernel`),
        'stat:/lib/modules/*/modules.*': statLine(`${RELEASE}/modules.dep`, {
          mode: '644',
          type: 'regular file',
        }),
        'stat:/lib/modules': statLine('/lib/modules'),
        'stat:/lib/modules/*': statLine(RELEASE),
      },
    },
  ],
  fail: [
    {
      name: 'a folder that everybody can write',
      given: {
        'stat:/lib/modules/*/kernel': statLine(`${RELEASE}/kernel`, { mode: '777' }),
        'stat:/lib/modules/*': statLine(RELEASE, { mode: '775' }),
      },
      because: [`${RELEASE}/kernel mode: 0777`, `${RELEASE} mode: 0775`],
    },
  ],
  notApplicable: [{ name: 'no modules', given: {} }],
});

testCheck(key, {
  pass: [
    {
      name: 'DKMS',
      given: {
        'stat:/var/lib/dkms/mok.key': statLine('/var/lib/dkms/mok.key', {
          mode: '600',
          type: 'regular file',
        }),
      },
    },
  ],
  fail: [
    {
      name: 'readable',
      given: {
        'stat:/var/lib/shim-signed/mok/MOK.priv': statLine('/var/lib/shim-signed/mok/MOK.priv', {
          mode: '644',
          type: 'regular file',
        }),
      },
      because: ['/var/lib/shim-signed/mok/MOK.priv mode: 0644'],
    },
  ],
  notApplicable: [{ name: 'no key', given: {} }],
});
