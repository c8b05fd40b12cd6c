import {
  type AnyCheck,
  type ConfigLayers,
  configList,
  configValue,
  crioConfig,
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  podmanConfig,
} from '../../src/index.ts';

/** crio.conf(5), default_capabilities. Releases before 1.18 had NET_RAW and SYS_CHROOT in it too. */
const CRIO = new Set(
  'CHOWN DAC_OVERRIDE FSETID FOWNER SETGID SETUID SETPCAP NET_BIND_SERVICE KILL'.split(' '),
);

/** containers.conf(5), default_capabilities, since Podman 3. */
const PODMAN = new Set(
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);

/** Both take names with and without CAP_, in either case. */
const bare = (name: string): string => name.trim().toUpperCase().replace(/^CAP_/, '');

const added = (layers: ConfigLayers, keys: readonly string[], shipped: ReadonlySet<string>) =>
  configList(layers, keys)
    .map(bare)
    .filter((name) => name !== '' && !shipped.has(name));

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'capabilities.crio-default',
    area: 'capabilities',
    title: 'CRI-O’s default capabilities stay within its shipped list',
    severity: 'medium',
    level: 1,
    rationale: 'Every pod on the node gets what is added here, without asking for it.',
    remedy:
      'Take the name out of default_capabilities, and add_inheritable_capabilities with it, in a file of /etc/crio/crio.conf.d, then `systemctl restart crio`.',
    references: ['crio.conf(5):default_capabilities'],
    tags: ['crio', 'kubernetes', 'capabilities'],
    needs: { config: orAbsent(crioConfig) },
    evaluate({ config }) {
      if (config === undefined) return notApplicable('CRI-O is not on this host');
      const extra = added(config, ['crio', 'runtime', 'default_capabilities'], CRIO);
      const inheritable = configValue(config, ['crio', 'runtime', 'add_inheritable_capabilities']);
      const wrong: Mismatch[] = extra.map((name) => ({
        subject: `CRI-O ${name}`,
        expected: 'only to pods that ask',
        actual: 'given to every pod',
      }));
      if (inheritable?.value === true) {
        wrong.push({
          subject: 'CRI-O add_inheritable_capabilities',
          expected: 'false',
          actual: 'true',
        });
      }
      return passUnless(wrong, 'default_capabilities adds nothing');
    },
  }),
  defineCheck({
    id: 'capabilities.podman-default',
    area: 'capabilities',
    title: 'Podman’s default capabilities stay within its shipped list',
    severity: 'medium',
    level: 1,
    rationale: 'Every container on the host gets what is added here, without asking for it.',
    remedy:
      'Take the name out of default_capabilities in [containers] of /etc/containers/containers.conf and its folder containers.conf.d.',
    references: ['containers.conf(5):default_capabilities'],
    tags: ['podman', 'capabilities'],
    needs: { config: orAbsent(podmanConfig) },
    evaluate({ config }) {
      if (config === undefined) return notApplicable('Podman is not on this host');
      const extra = added(config, ['containers', 'default_capabilities'], PODMAN);
      return passUnless(
        extra.map((name) => ({
          subject: `Podman ${name}`,
          expected: 'only to containers that ask',
          actual: 'given to every container',
        })),
        'default_capabilities adds nothing',
      );
    },
  }),
];

export default checks;
