import {
  bootRemedy,
  defineCheck,
  orAbsent,
  passUnless,
  required,
  stat,
  unwantedWords,
} from '../../src/index.ts';

const ON = /^(?!(?:0|n|no|f|false|off)$)/i;

const words = unwantedWords('debug-shell', [
  { name: 'systemd.debug-shell', values: ON, expected: 'not set' },
  { name: 'rd.systemd.debug-shell', values: ON, expected: 'not set' },
  { name: 'systemd.wants', values: /^debug-shell(\.service)?$/, each: true },
]);

const UNIT = '/etc/systemd/system/sysinit.target.wants/debug-shell.service';

export default defineCheck({
  id: 'boot.debug-shell',
  area: 'boot',
  title: 'No root shell is offered on a console without a password',
  severity: 'critical',
  level: 1,
  rationale:
    'The debug shell of systemd is a root shell on the ninth console, with no login at all.',
  remedy: `Run \`systemctl disable debug-shell.service\`. ${bootRemedy(['systemd.debug-shell'])}`,
  references: ['ssg:grub2_systemd_debug-shell_argument_absent', 'man:systemd-debug-generator(8)'],
  tags: ['boot', 'command-line'],
  needs: { found: required(words), unit: orAbsent(stat(UNIT)) },
  evaluate: ({ found, unit }) =>
    passUnless(
      [
        ...found.mismatches,
        ...(unit === undefined || unit.type === 'device'
          ? []
          : [
              {
                subject: 'debug-shell.service',
                expected: 'disabled',
                actual: `enabled by ${UNIT}`,
              },
            ]),
      ],
      `not ${found.lookedAt}, and no unit starts it`,
    ),
});
