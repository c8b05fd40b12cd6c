import {
  type AnyCheck,
  type ConfigLayers,
  configList,
  configValue,
  defineCheck,
  hostPort,
  isLoopback,
  isTable,
  notApplicable,
  passUnless,
  registriesConfig,
  required,
  shownValue,
} from '../../src/index.ts';

type Table = Readonly<Record<string, unknown>>;

const place = (one: Table): unknown => one['prefix'] ?? one['location'];

/** `[[registry]]` of a stronger file takes the place of the one with its prefix; mirrors go with it. */
const registryTables = (layers: ConfigLayers): readonly Table[] => {
  const all = layers.flatMap(({ table }) => [table['registry']].flat()).filter(isTable);
  const strongest = new Map(all.map((one) => [place(one), one]));
  return [...strongest.values()].flatMap((one) => [one, ...[one['mirror']].flat().filter(isTable)]);
};

const isInsecure = (one: Table): boolean => {
  const host = one['location'] ?? one['prefix'];
  return one['insecure'] === true && !(typeof host === 'string' && isLoopback(hostPort(host).host));
};

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.podman-registries',
    area: 'daemon',
    title: 'Podman and CRI-O use no registry without verifying its certificate',
    severity: 'high',
    level: 1,
    rationale:
      'Anyone on the path to the registry can answer with an image of their own, which then runs on this host.',
    remedy:
      'Put the registry’s CA into /etc/containers/certs.d/HOST:PORT/ca.crt and remove `insecure = true` from registries.conf and registries.conf.d.',
    references: ['containers-registries.conf(5):insecure'],
    tags: ['podman', 'crio', 'registry', 'tls'],
    needs: { registries: required(registriesConfig) },
    evaluate({ registries }) {
      if (registries.length === 0) return notApplicable('there is no registries.conf');
      const tables = registryTables(registries).filter(isInsecure);
      const old = configList(registries, ['registries', 'insecure', 'registries']);
      const names = [
        ...tables.map((one) => shownValue(one['location'] ?? one['prefix'])),
        ...old.filter((name) => !isLoopback(hostPort(name).host)),
      ];
      return passUnless(
        [...new Set(names)].map((name) => ({
          subject: `registry ${name}`,
          expected: 'verified by TLS',
          actual: 'insecure = true',
        })),
        'no registry is insecure',
      );
    },
  }),
  defineCheck({
    id: 'daemon.short-names',
    area: 'daemon',
    title: 'Short names of images cannot lead to a registry that nobody meant',
    severity: 'medium',
    level: 1,
    rationale:
      'A name that was mistyped, or taken by someone else on a public registry, runs foreign code.',
    remedy:
      'Set short-name-mode = "enforcing" and at most one registry in unqualified-search-registries in /etc/containers/registries.conf.',
    references: ['containers-registries.conf(5):short-name-mode'],
    tags: ['podman', 'crio', 'registry'],
    needs: { registries: required(registriesConfig) },
    evaluate({ registries }) {
      if (registries.length === 0) return notApplicable('there is no registries.conf');
      const searched = configList(registries, ['unqualified-search-registries']);
      const set = configValue(registries, ['short-name-mode'])?.value;
      const strict = set === 'enforcing' || set === undefined || set === '';
      return passUnless(
        strict || searched.length <= 1
          ? []
          : [
              {
                subject: 'short-name-mode',
                expected: 'enforcing, or one registry to search',
                actual: `${shownValue(set)}, with ${searched.join(', ')} to search`,
              },
            ],
        `${searched.length} registries to search, short-name-mode ${strict ? 'enforcing' : shownValue(set)}`,
      );
    },
  }),
];

export default checks;
