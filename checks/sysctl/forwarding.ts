import {
  type AnyCheck,
  anyEngine,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  type SysctlSetting,
  setInFile,
  sysctlSetting,
} from '../../src/index.ts';

const FAMILIES = [
  {
    key: 'net.ipv4.ip_forward',
    title: 'IPv4 is not forwarded where no container engine needs it',
    references: [
      'dev-sec:sysctl-01',
      'ssg:sysctl_net_ipv4_ip_forward',
      'cis-debian12-1.1.0:3.3.1',
      'cis-debian13-1.0.0:3.3.1.1',
      'cis-ubuntu2404-1.0.0:3.3.1',
      'cis-rhel9-2.0.0:3.3.1',
    ],
  },
  {
    key: 'net.ipv6.conf.all.forwarding',
    title: 'IPv6 is not forwarded where no container engine needs it',
    references: [
      'dev-sec:sysctl-19',
      'ssg:sysctl_net_ipv6_conf_all_forwarding',
      'cis-debian12-1.1.0:3.3.1',
      'cis-debian13-1.0.0:3.3.2.1',
      'cis-ubuntu2404-1.0.0:3.3.1',
      'cis-rhel9-2.0.0:3.3.1',
      'stig-rhel9:RHEL-09-254025',
    ],
  },
  // `all` is ip_forward under another name; `default` is what it writes for interfaces to come.
  {
    key: 'net.ipv4.conf.all.forwarding',
    title: 'No interface forwards IPv4 where no container engine needs it',
    references: [
      'dev-sec:sysctl-01',
      'ssg:sysctl_net_ipv4_conf_all_forwarding',
      'cis-debian13-1.0.0:3.3.1.2',
      'stig-rhel9:RHEL-09-253075',
    ],
  },
  {
    key: 'net.ipv4.conf.default.forwarding',
    title: 'No interface to come forwards IPv4 where no container engine needs it',
    references: [
      'dev-sec:sysctl-01',
      'ssg:sysctl_net_ipv4_conf_default_forwarding',
      'cis-debian13-1.0.0:3.3.1.3',
    ],
  },
  {
    key: 'net.ipv6.conf.default.forwarding',
    title: 'No interface to come forwards IPv6 where no container engine needs it',
    references: [
      'dev-sec:sysctl-19',
      'ssg:sysctl_net_ipv6_conf_default_forwarding',
      'cis-debian13-1.0.0:3.3.2.2',
    ],
  },
] as const;

/** Bridged container networks cannot do without forwarding; hosts without an engine can. */
const checks: readonly AnyCheck[] = FAMILIES.map(({ key, title, references }) =>
  defineCheck({
    id: `sysctl.${key}`,
    area: 'sysctl',
    title,
    severity: 'medium',
    level: 1,
    rationale: 'A host that forwards without need joins networks which a firewall keeps apart.',
    remedy: setInFile(key, '0'),
    references: ['kernel-doc:networking/ip-sysctl.rst', ...references],
    tags: ['sysctl', 'network'],
    needs: {
      setting: required(sysctlSetting(key)),
      engine: orAbsent(anyEngine),
    },
    evaluate({ setting, engine }) {
      if (engine !== undefined) {
        return notApplicable(
          `${engine.name} is on the host and needs forwarding (${engine.found})`,
        );
      }
      if (setting.running.state === 'absent') return notApplicable(`this kernel has no ${key}`);
      return passUnless(
        mismatches(key, setting),
        `${key} is off, and a boot does not switch it on`,
      );
    },
  }),
);

export default checks;

/** Off is the kernel's default, so only a file can switch it on. */
function mismatches(key: string, { running, atBoot }: SysctlSetting) {
  const expected = '0';
  return [
    ...(running.state === 'value' && running.value !== '0'
      ? [{ subject: key, expected, actual: running.value }]
      : []),
    ...(atBoot !== undefined && !/^0+(\s|$)/.test(atBoot.value)
      ? [
          {
            subject: `${key} after a reboot`,
            expected,
            actual: `${atBoot.value}, set by ${atBoot.source}`,
          },
        ]
      : []),
  ];
}
