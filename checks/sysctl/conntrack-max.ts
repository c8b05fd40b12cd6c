import {
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  setInFile,
  sysctl,
  sysctlSetting,
} from '../../src/index.ts';

const KEY = 'net.netfilter.nf_conntrack_max';
const FEWEST = 65_536;
/** Share of the table that may be in use. */
const FULL = 0.8;

export default defineCheck({
  id: `sysctl.${KEY}`,
  area: 'sysctl',
  title: 'The connection table fits a host of containers, and has room',
  severity: 'medium',
  level: 1,
  rationale: 'One container fills the table that all share, and cuts everybody off.',
  remedy: setInFile(KEY, '262144'),
  references: ['kernel-doc:networking/nf_conntrack-sysctl.rst'],
  tags: ['sysctl', 'network'],
  needs: {
    most: required(sysctlSetting(KEY)),
    used: orAbsent(sysctl('net.netfilter.nf_conntrack_count')),
  },
  evaluate({ most: { running, atBoot }, used }) {
    if (running.state !== 'value') {
      return notApplicable('connections are not tracked: nf_conntrack is not loaded');
    }
    const max = Number(running.value);
    const count = Number(used ?? 0);
    const expected = `at least ${FEWEST}`;
    return passUnless(
      [
        ...(max >= FEWEST ? [] : [{ subject: KEY, expected, actual: running.value }]),
        ...(atBoot === undefined || Number(atBoot.value) >= FEWEST
          ? []
          : [
              {
                subject: `${KEY} after a reboot`,
                expected,
                actual: `${atBoot.value}, set by ${atBoot.source}`,
              },
            ]),
        ...(count < max * FULL
          ? []
          : [
              {
                subject: 'net.netfilter.nf_conntrack_count',
                expected: `less than ${FULL * 100}% of ${KEY}`,
                actual: `${count} of ${max}`,
              },
            ]),
      ],
      `${KEY} is ${max}, and ${count} connections are known`,
    );
  },
});
