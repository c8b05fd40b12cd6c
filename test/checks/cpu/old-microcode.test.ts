import check from '../../../checks/cpu/old-microcode.ts';
import { testCheck } from '../../support/test-check.ts';

const FOLDER = '/sys/devices/system/cpu/vulnerabilities';
const says = (text: string) => ({ [`text:${FOLDER}/*`]: `${FOLDER}/old_microcode:${text}\n` });

testCheck(check, {
  pass: [{ name: 'current, or AMD', given: says('Not affected') }],
  fail: [{ name: 'old', given: says('Vulnerable'), because: ['old_microcode: Vulnerable'] }],
  notApplicable: [
    { name: 'a virtual machine', given: says('Unknown: running under hypervisor') },
    {
      name: 'a kernel before 6.16',
      given: { [`text:${FOLDER}/*`]: `${FOLDER}/mds:Not affected\n` },
    },
  ],
});
