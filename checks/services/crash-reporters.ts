import {
  crashReporters,
  defineCheck,
  type Mismatch,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'services.crash-reporters',
  area: 'services',
  title: 'Automatic crash reporting is off',
  severity: 'medium',
  level: 1,
  rationale:
    'A reporter runs as root on what any process, of a container too, makes of its memory, and keeps or sends that memory.',
  remedy:
    '`systemctl disable --now apport whoopsie abrtd`; set `enabled=0` in /etc/default/apport.',
  references: [
    'cis-ubuntu2404-1.0:1.5.5',
    'stig-ubuntu2404:UBTU-24-600070',
    'ssg:service_apport_disabled',
  ],
  tags: ['service'],
  needs: { found: required(crashReporters) },
  evaluate({ found: { booted, running, handler, starts } }) {
    const wrong: Mismatch[] = running.map((name) => ({
      subject: name,
      expected: 'not running',
      actual: 'running',
    }));
    if (handler !== undefined) {
      wrong.push({ subject: 'kernel.core_pattern', expected: 'no reporter', actual: handler });
    }
    wrong.push(
      ...starts.map(({ name, link }) => ({
        subject: `${name} at boot`,
        expected: 'not started',
        actual: `started by ${link}`,
      })),
    );
    return passUnless(
      wrong,
      booted
        ? 'neither apport nor abrtd nor whoopsie runs or starts at boot'
        : 'neither apport nor abrtd nor whoopsie starts at boot; the image is not booted',
    );
  },
});
