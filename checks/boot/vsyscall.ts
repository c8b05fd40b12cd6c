import { defineCheck, passUnless, required, unwantedWords, vsyscallPage } from '../../src/index.ts';

export default defineCheck({
  id: 'boot.vsyscall',
  area: 'boot',
  title: 'The legacy vsyscall page gives no executable code',
  severity: 'medium',
  level: 1,
  rationale: 'Code at the same address in every process is a gadget for every exploit.',
  remedy:
    'Boot with `vsyscall=none` (or `vsyscall=xonly` for containers with a C library older than glibc 2.14): ' +
    'add it to GRUB_CMDLINE_LINUX in /etc/default/grub and run `update-grub`, or run ' +
    '`grubby --update-kernel=ALL --args=vsyscall=none`. Then reboot.',
  references: [
    'khc',
    'kspp',
    'ssg:grub2_vsyscall_argument',
    'stig-rhel9:RHEL-09-212035',
    'kernel-doc:admin-guide/kernel-parameters.txt',
  ],
  tags: ['boot', 'command-line'],
  needs: {
    page: required(vsyscallPage),
    found: required(
      unwantedWords('vsyscall', [
        { name: 'vsyscall', values: /^(emulate|native)$/, expected: 'none or xonly' },
      ]),
    ),
  },
  evaluate: ({ page, found }) =>
    passUnless(
      [
        ...(page === 'readable'
          ? [
              {
                subject: 'vsyscall page',
                expected: 'not mapped, or not readable',
                actual: 'mapped and readable in every process',
              },
            ]
          : []),
        ...found.mismatches.filter(({ subject }) => subject !== 'vsyscall'),
      ],
      page === 'absent' ? 'the page is not mapped' : 'the page cannot be read',
    ),
});
