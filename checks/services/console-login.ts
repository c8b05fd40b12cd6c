import {
  autologins,
  bootRemedy,
  defineCheck,
  fileText,
  type Mismatch,
  orAbsent,
  passUnless,
  required,
  unwantedWords,
} from '../../src/index.ts';

const words = unwantedWords('autologin', [
  { name: 'coreos.autologin', expected: 'not set' },
  { name: 'flatcar.autologin', expected: 'not set' },
]);

/** inittab(5): `id:levels:action:process`; BusyBox's init runs shells as well as getty. */
function inittabLogins(text = ''): readonly Mismatch[] {
  return text.split('\n').flatMap((line) => {
    const [, action = '', command = ''] = /^[^#:]*:[^:]*:([a-z]+):(.+)$/.exec(line.trim()) ?? [];
    const opens =
      /^(respawn|askfirst)$/.test(action) &&
      (/getty.*\s(--autologin|-a)\s/.test(command) || /^-?\/bin\/(ba|da|a)?sh(\s|$)/.test(command));
    return opens
      ? [{ subject: '/etc/inittab', expected: 'a login that asks', actual: command.slice(0, 200) }]
      : [];
  });
}

/** custom.conf of gdm: AutomaticLogin counts where AutomaticLoginEnable is true; TimedLogin likewise. */
function gdmLogin(path: string, text = ''): readonly Mismatch[] {
  const on = /^\s*(Automatic|Timed)LoginEnable\s*=\s*true\s*$/im.exec(text)?.[0];
  return on === undefined
    ? []
    : [{ subject: path, expected: 'no automatic login', actual: on.trim() }];
}

export default defineCheck({
  id: 'services.serial-autologin',
  area: 'services',
  title: 'No console logs in by itself',
  severity: 'high',
  level: 1,
  rationale:
    'Whoever reaches the console, the serial line or the window of the hypervisor is inside, mostly as root.',
  remedy: `Remove the drop-in: \`systemctl revert getty@tty1.service serial-getty@ttyS0.service\`. ${bootRemedy(['coreos.autologin', 'flatcar.autologin'])}`,
  references: ['man:agetty(8)', 'man:systemd-getty-generator(8)'],
  tags: ['console'],
  needs: {
    units: required(autologins),
    line: required(words),
    inittab: orAbsent(fileText('/etc/inittab')),
    gdm: orAbsent(fileText('/etc/gdm/custom.conf')),
    gdm3: orAbsent(fileText('/etc/gdm3/custom.conf')),
    daemon: orAbsent(fileText('/etc/gdm3/daemon.conf')),
  },
  evaluate: ({ units, line, inittab, gdm, gdm3, daemon }) =>
    passUnless(
      [
        ...units.map(({ path, command }) => ({
          subject: path,
          expected: 'a login that asks',
          actual: command,
        })),
        ...line.mismatches,
        ...inittabLogins(inittab),
        ...gdmLogin('/etc/gdm/custom.conf', gdm),
        ...gdmLogin('/etc/gdm3/custom.conf', gdm3),
        ...gdmLogin('/etc/gdm3/daemon.conf', daemon),
      ],
      'each getty asks for a name and a password',
    ),
});
