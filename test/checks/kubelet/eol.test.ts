import check from '../../../checks/kubelet/eol.ts';
import { IDLE } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const kubelet = (version: string) => ({
  ...IDLE,
  'packages:': `manager rpm\nkubelet|${version}|1700000000|x86_64\n`,
});
const NONE = { ...IDLE, 'packages:': 'manager rpm\nbash|5.2|1700000000|x86_64\n' };

// Cases are judged on 2026-01-02.
testCheck(check, {
  pass: [
    { name: 'maintained', given: kubelet('1.33.4-150500.1.1') },
    { name: 'kept by a vendor', given: kubelet('1.28.1-1'), params: { extended: ['1.28'] } },
  ],
  fail: [
    {
      name: 'ended',
      given: kubelet('1.30.2-150500.1.1'),
      because: ['kubelet: 1.30.2-150500.1.1, which ended long ago'],
    },
  ],
  notApplicable: [{ name: 'no kubelet', given: NONE }],
  manual: [
    { name: 'newer than what is known', given: kubelet('1.99.0-1') },
    {
      name: 'k3s, which no package tells of',
      given: {
        ...NONE,
        'text:/etc/systemd/system/k3s.service': '[Service]\nExecStart=/usr/local/bin/k3s server\n',
      },
    },
  ],
});
