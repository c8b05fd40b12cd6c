import { it } from 'vitest';
import mmap from '../../../checks/sysctl/mmap-randomness.ts';
import { type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { booted } from './cases.ts';

const BUILD =
  'kernel 6.1.0-28-amd64\nfile /boot/config-6.1.0-28-amd64\n# Linux/x86 6.1.119 Kernel Configuration\nstatus 0\n';
const NOW = 'text:/proc/sys/vm/mmap_rnd_bits';
const option = (name: string, number: string): Given => ({
  [`kconfig:${name}`]: number === '' ? '' : `CONFIG_${name}=${number}\n`,
});
const built = (usual: string, most = '32'): Given => ({
  'kconfig:@build': BUILD,
  ...option('ARCH_MMAP_RND_BITS', usual),
  ...option('ARCH_MMAP_RND_BITS_MAX', most),
});

testCheck(checkIn(mmap, 'sysctl.vm.mmap_rnd_bits'), {
  pass: [
    {
      name: 'set',
      given: { ...booted('vm.mmap_rnd_bits = 32', { [NOW]: '32\n' }), ...built('28') },
    },
    { name: 'built so', given: { ...booted('', { [NOW]: '32\n' }), ...built('32') } },
  ],
  fail: [
    {
      name: 'as upstream builds it',
      given: { ...booted('', { [NOW]: '28\n' }), ...built('28') },
      because: ['vm.mmap_rnd_bits: 28'],
    },
    {
      name: 'lost at a reboot',
      given: { ...booted('', { [NOW]: '32\n' }), ...built('28') },
      because: ['vm.mmap_rnd_bits after a reboot: 28, set by the build of the kernel'],
    },
    {
      name: 'lowered by a file',
      given: { ...booted('vm.mmap_rnd_bits=8', { [NOW]: '28\n' }), ...built('28') },
      because: [
        'vm.mmap_rnd_bits: 28',
        'vm.mmap_rnd_bits after a reboot: 8, set by /etc/sysctl.d/99-x.conf:1',
      ],
    },
  ],
  notApplicable: [
    { name: 'no such key', given: { ...booted('', {}), ...built('28') } },
    { name: 'no such option', given: { ...booted('', { [NOW]: '28\n' }), ...built('', '') } },
  ],
  unknown: [
    {
      name: 'no configuration of the kernel',
      given: {
        ...booted('', { [NOW]: '32\n' }),
        ...built('', ''),
        'kconfig:@build': 'kernel 6.1.0-28-amd64\n',
      },
    },
    { name: 'not read', given: { ...booted('', { [NOW]: NOT_BOOTED }) } },
  ],
});

it('has a row for 32-bit programs', () => {
  checkIn(mmap, 'sysctl.vm.mmap_rnd_compat_bits');
});
