import autoload from '../../../checks/modules/autoload-off.ts';
import hidden from '../../../checks/modules/hidden-modules.ts';
import commands from '../../../checks/modules/install-commands.ts';
import overlay from '../../../checks/modules/overlayfs.ts';
import { testCheck } from '../../support/test-check.ts';
import { file, INIT } from '../mac/hosts.ts';
import { CONFIG, HOST, inTree, line } from './cases.ts';

const RELEASE = { 'text:/proc/sys/kernel/osrelease': '6.1.0\n' };
const MODPROBE = 'text:/proc/sys/kernel/modprobe';

testCheck(autoload, {
  pass: [
    { name: 'empty', given: { ...RELEASE, [MODPROBE]: '\n' } },
    {
      name: 'sealed',
      given: {
        ...RELEASE,
        [MODPROBE]: '/sbin/modprobe\n',
        'text:/proc/sys/kernel/modules_disabled': '1\n',
      },
    },
  ],
  fail: [
    {
      name: 'as every distribution has it',
      given: { ...RELEASE, [MODPROBE]: '/sbin/modprobe\n' },
      because: ['kernel.modprobe: /sbin/modprobe'],
    },
  ],
  notApplicable: [{ name: 'no modules', given: RELEASE }],
});

const LIST = 'text:/proc/modules';
const STATES = 'text:/sys/module/*/initstate';
const SYSFS = { 'text:/sys/kernel/uevent_seqnum': '900\n' };

testCheck(hidden, {
  pass: [
    {
      name: 'all on the list',
      given: {
        ...SYSFS,
        [LIST]: 'overlay 4 0 - Live 0x0\n',
        [STATES]: '/sys/module/overlay/initstate:live\n/sys/module/nfs/initstate:going\n',
      },
    },
  ],
  fail: [
    {
      name: 'one is off the list',
      given: {
        ...SYSFS,
        [LIST]: 'overlay 4 0 - Live 0x0\n',
        [STATES]: '/sys/module/diamorphine/initstate:live\n/sys/module/overlay/initstate:live\n',
      },
      because: ['module diamorphine: live in /sys/module only'],
    },
  ],
  notApplicable: [{ name: 'no modules', given: SYSFS }],
});

testCheck(commands, {
  pass: [
    {
      name: 'nothing, and modprobe once more',
      given: {
        [CONFIG]:
          line('install dccp /bin/true') +
          line(
            'install snd /sbin/modprobe --ignore-install snd && { /sbin/modprobe -Qb snd-seq ; : ; }',
          ),
      },
    },
  ],
  fail: [
    {
      name: 'a shell',
      given: { [CONFIG]: line('install usb-storage /bin/sh -c "/tmp/x &"') },
      because: ['install usb_storage (/etc/modprobe.d/x.conf:1): /bin/sh -c "/tmp/x &"'],
    },
    {
      name: 'something behind a command that does nothing',
      given: { [CONFIG]: line('install usb-storage /bin/true; /tmp/x') },
      because: ['install usb_storage (/etc/modprobe.d/x.conf:1): /bin/true; /tmp/x'],
    },
    {
      name: 'modprobe of another folder, and a substitution',
      given: { [CONFIG]: line('remove a /tmp/modprobe a') + line('install b /sbin/modprobe $(x)') },
      because: [
        'remove a (/etc/modprobe.d/x.conf:1): /tmp/modprobe a',
        'install b (/etc/modprobe.d/x.conf:2): /sbin/modprobe $(x)',
      ],
    },
  ],
});

const DOCKER = { ...HOST, 'stat:/usr/bin/dockerd': file('/usr/bin/dockerd'), 'processes:': INIT };
const OVERLAY = { 'modules:overlay': inTree('kernel/fs/overlayfs/overlay') };
const NOTHING = { 'text:/proc/modules': 'ext4 1 1 - Live 0x0\n' };

testCheck(overlay, {
  pass: [
    { name: 'loadable', given: { ...DOCKER, ...OVERLAY, ...NOTHING } },
    { name: 'loaded', given: { ...DOCKER, ...OVERLAY } },
  ],
  fail: [
    {
      name: 'refused, as some benchmarks have it',
      given: { ...DOCKER, ...OVERLAY, ...NOTHING, [CONFIG]: line('install overlay /bin/false') },
      because: ['module overlay: an install line refuses it'],
    },
  ],
  notApplicable: [{ name: 'no engine', given: { ...HOST, ...OVERLAY, 'processes:': INIT } }],
});
