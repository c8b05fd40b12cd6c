import hooks from '../../../checks/daemon/oci-hooks.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const folder = (path: string, mode: string, owner?: string): Given => ({
  [`stat:${path}`]: statLine(path, mode, owner, 'directory'),
});

const LOCAL = '/etc/containers/oci/hooks.d';
const PACKAGED = '/usr/share/containers/oci/hooks.d';

testCheck(hooks, {
  pass: [
    {
      name: 'of a package',
      given: { [`stat:${PACKAGED}/*.json`]: statLine(`${PACKAGED}/nvidia.json`, '644') },
    },
    {
      name: 'known',
      given: { [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/trace.json`, '644') },
      params: { allowed: ['trace.json'] },
    },
  ],
  fail: [
    {
      name: 'others can write',
      given: {
        ...folder(LOCAL, '777'),
        [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/a.json`, '664', '1000:0'),
      },
      because: [`${LOCAL} mode: 0777`, `${LOCAL}/a.json owner: ada`, `${LOCAL}/a.json mode: 0664`],
    },
  ],
  notApplicable: [{ name: 'none', given: folder(LOCAL, '755') }],
  manual: [
    { name: 'unknown', given: { [`stat:${LOCAL}/*.json`]: statLine(`${LOCAL}/a.json`, '644') } },
  ],
});
