import checks from '../../../checks/boot/initramfs-mode.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { file } from '../mac/hosts.ts';

const INITRD = 'stat:/boot/initrd*';
const image = (mode: string): string => file('/boot/initrd.img-6.1.0').replaceAll('755', mode);

testCheck(checkIn(checks, 'boot.initramfs-mode'), {
  pass: [{ name: 'root’s', given: { [INITRD]: image('644') } }],
  fail: [
    {
      name: 'open to all',
      given: { [INITRD]: image('666') },
      because: ['/boot/initrd.img-6.1.0 mode: 0666'],
    },
  ],
  notApplicable: [{ name: 'none', given: {} }],
});
