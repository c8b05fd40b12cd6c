import login from '../../../checks/services/console-login.ts';
import { testCheck } from '../../support/test-check.ts';

const CMDLINE = 'text:/proc/cmdline';
const BOOT = { [CMDLINE]: 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 console=ttyS0\n' };
const UNITS = 'text:/etc/systemd/system/*getty*.service';
const DROP_INS = 'text:/etc/systemd/system/*getty*.service.d/*.conf';
const VENDOR = 'text:/usr/lib/systemd/system/*getty*.service';
const lines = (path: string, ...texts: string[]): string =>
  texts.map((text) => `${path}:${text}\n`).join('');
/** As systemd 252 has it. */
const GETTY = lines(
  '/usr/lib/systemd/system/getty@.service',
  '[Service]',
  "ExecStart=-/sbin/agetty -o '-p -- \\\\u' --noclear - $TERM",
);
const SERIAL = lines(
  '/usr/lib/systemd/system/serial-getty@.service',
  '[Service]',
  "ExecStart=-/sbin/agetty -o '-p -- \\\\u' --keep-baud 115200,57600,38400,9600 - $TERM",
);
const DROP_IN = '/etc/systemd/system/serial-getty@ttyS0.service.d/override.conf';

testCheck(login, {
  pass: [
    { name: 'systemd as it comes', given: { ...BOOT, [VENDOR]: GETTY + SERIAL } },
    {
      name: 'an automatic login that is taken back',
      given: {
        ...BOOT,
        [DROP_INS]: lines(
          DROP_IN,
          '[Service]',
          'ExecStart=-/sbin/agetty --autologin root - $TERM',
          'ExecStart=',
        ),
      },
    },
    {
      name: 'init of BusyBox, and gdm as it comes',
      given: {
        ...BOOT,
        'text:/etc/inittab': 'tty1::respawn:/sbin/getty 38400 tty1\n',
        'text:/etc/gdm3/custom.conf': '[daemon]\n#AutomaticLoginEnable = true\n',
      },
    },
  ],
  fail: [
    {
      name: 'a drop-in',
      given: {
        ...BOOT,
        [DROP_INS]: lines(
          DROP_IN,
          '[Service]',
          'ExecStart=',
          "ExecStart=-/sbin/agetty -o '-p -f -- root' --noclear - $TERM",
        ),
        [UNITS]: lines(
          '/etc/systemd/system/getty@tty1.service',
          '[Service]',
          'ExecStart=-/usr/sbin/agetty -a root - $TERM',
        ),
        'text:/run/systemd/generator/*getty*.service.d/*.conf': lines(
          '/run/systemd/generator/getty@.service.d/a.conf',
          '[Service]',
          'ExecStart=-/usr/sbin/agetty --autologin core - $TERM',
        ),
      },
      because: [
        '/etc/systemd/system/getty@tty1.service: -/usr/sbin/agetty -a root - $TERM',
        `${DROP_IN}: -/sbin/agetty -o '-p -f -- root' --noclear - $TERM`,
        '/run/systemd/generator/getty@.service.d/a.conf: -/usr/sbin/agetty --autologin core - $TERM',
      ],
    },
    {
      name: 'a shell in place of a login',
      given: {
        ...BOOT,
        [UNITS]: lines(
          '/etc/systemd/system/console-getty.service',
          '[Service]',
          'ExecStart=/bin/bash',
        ),
      },
      because: ['/etc/systemd/system/console-getty.service: /bin/bash'],
    },
    {
      name: 'a word of the kernel, init of BusyBox, gdm',
      given: {
        [CMDLINE]: 'console=ttyS0 flatcar.autologin\n',
        'text:/etc/inittab': 'tty1::askfirst:-/bin/sh\n1:23:respawn:/sbin/getty 38400 tty1\n',
        'text:/etc/gdm/custom.conf': '[daemon]\nAutomaticLoginEnable=True\nAutomaticLogin=x\n',
      },
      because: [
        'flatcar.autologin: flatcar.autologin',
        '/etc/inittab: -/bin/sh',
        '/etc/gdm/custom.conf: AutomaticLoginEnable=True',
      ],
    },
  ],
});
