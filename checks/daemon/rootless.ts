import {
  type AnyCheck,
  configValue,
  defineCheck,
  hostPort,
  isLoopback,
  isTable,
  jsonObject,
  type Mismatch,
  notApplicable,
  octal,
  passUnless,
  required,
  shownValue,
  type UserEngines,
  userEngines,
} from '../../src/index.ts';

const needs = { engines: required(userEngines) };
const tags = ['docker', 'podman', 'rootless'];
const ONLY_HOMES = 'homes elsewhere than in /home were not looked into';

const SWITCH = 'DOCKERD_ROOTLESS_ROOTLESSKIT_DISABLE_HOST_LOOPBACK';

const flagsOf = ({ docker, variables, containersConf }: UserEngines): readonly Mismatch[] => [
  ...docker.flatMap(({ path, hosts }) =>
    hosts
      .filter((host) => /^tcp:/i.test(host))
      .map((host) => ({ subject: `hosts in ${path}`, expected: 'no TCP', actual: host })),
  ),
  ...variables.flatMap(({ path, environment }) => {
    const set = environment.get(SWITCH);
    return set !== undefined && set !== 'true' && set !== ''
      ? [{ subject: `${SWITCH} in ${path}`, expected: 'true, or not set', actual: set }]
      : [];
  }),
  ...containersConf.flatMap((file) => {
    const set = configValue([file], ['engine', 'network_cmd_options'])?.value;
    return [set].flat().some((one) => one === 'allow_host_loopback=true')
      ? [
          {
            subject: `network_cmd_options in ${file.path}`,
            expected: 'without allow_host_loopback=true',
            actual: shownValue(set),
          },
        ]
      : [];
  }),
];

const insecureOf = ({ docker, registries }: UserEngines): readonly Mismatch[] => [
  ...docker.flatMap(({ path, insecureRegistries }) =>
    insecureRegistries
      .filter((name) => !isLoopback(hostPort(name).host))
      .map((name) => ({ subject: `registry ${name} in ${path}`, ...INSECURE })),
  ),
  ...registries.flatMap(({ path, table }) => {
    const tables = [table['registry']].flat().filter(isTable);
    return tables
      .flatMap((one) => [one, ...[one['mirror']].flat().filter(isTable)])
      .filter((one) => one['insecure'] === true)
      .map((one) => one['location'] ?? one['prefix'])
      .filter((name) => !(typeof name === 'string' && isLoopback(hostPort(name).host)))
      .map((name) => ({ subject: `registry ${shownValue(name)} in ${path}`, ...INSECURE }));
  }),
];

const INSECURE = { expected: 'verified by TLS', actual: 'insecure' };

const isOpen = (content: string): boolean =>
  [jsonObject(content)?.['default']]
    .flat()
    .some((one) => isTable(one) && one['type'] === 'insecureAcceptAnything');

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.rootless-daemon-flags',
    area: 'daemon',
    title: 'Engines of users do not switch safeguards off',
    severity: 'medium',
    level: 1,
    rationale:
      'Containers then reach services that listen on the loopback of the host only, or anybody on the network the engine and with it all files of the account.',
    remedy: `Take tcp:// out of \`hosts\` in ~/.config/docker/daemon.json, ${SWITCH} out of the user’s docker.service, and allow_host_loopback=true out of ~/.config/containers/containers.conf.`,
    references: ['docker-docs:engine/security/rootless', 'containers.conf(5):network_cmd_options'],
    tags,
    needs,
    evaluate({ engines }) {
      const { docker, variables, containersConf } = engines;
      const files = [...docker, ...variables, ...containersConf];
      if (files.length === 0)
        return notApplicable(`no home holds settings of an engine; ${ONLY_HOMES}`);
      return passUnless(flagsOf(engines), `${files.length} files in homes; ${ONLY_HOMES}`);
    },
  }),
  defineCheck({
    id: 'daemon.rootless-registries',
    area: 'daemon',
    title: 'Engines of users use no registry without verifying its certificate',
    severity: 'medium',
    level: 1,
    rationale:
      'Anyone on the path to the registry can answer with an image of their own, which then runs with all that the account has.',
    remedy:
      'Put the registry’s CA into ~/.config/docker/certs.d or ~/.config/containers/certs.d, and remove the registry from `insecure-registries` and `insecure = true`.',
    references: ['containers-registries.conf(5):insecure', 'docker-docs:engine/security/rootless'],
    tags: [...tags, 'registry'],
    needs,
    evaluate({ engines }) {
      const files = [...engines.docker, ...engines.registries];
      if (files.length === 0) return notApplicable(`no home names registries; ${ONLY_HOMES}`);
      return passUnless(insecureOf(engines), `${files.length} files in homes; ${ONLY_HOMES}`);
    },
  }),
  defineCheck({
    id: 'daemon.rootless-storage',
    area: 'daemon',
    title: 'Images and layers of users can be changed by their owners only',
    severity: 'medium',
    level: 1,
    rationale:
      'Whoever can write to the layers changes programs that the account runs in its containers.',
    remedy: '`chmod go-w` the folder that is named.',
    references: ['containers-storage.conf(5)'],
    tags,
    needs,
    evaluate({ engines: { storage } }) {
      if (storage.length === 0) return notApplicable(`no home holds images; ${ONLY_HOMES}`);
      return passUnless(
        storage
          .filter(({ mode }) => (mode & 0o022) !== 0)
          .map(({ path, mode }) => ({
            subject: `${path} mode`,
            expected: '0755 or stricter',
            actual: octal(mode),
          })),
        `${storage.length} folders in homes; ${ONLY_HOMES}`,
      );
    },
  }),
  defineCheck({
    id: 'image.user-signature-policy',
    area: 'image',
    title: 'No account sets a policy of its own that accepts any image',
    severity: 'medium',
    level: 2,
    rationale:
      'A policy in a home takes the place of the host’s: what the host demands does not hold there.',
    remedy:
      'Remove ~/.config/containers/policy.json, or give it `"default": [{"type": "reject"}]`.',
    references: ['containers-policy.json(5)'],
    tags: ['images', 'rootless', 'podman'],
    needs,
    evaluate({ engines: { policies } }) {
      if (policies.length === 0) return notApplicable(`no home holds a policy; ${ONLY_HOMES}`);
      return passUnless(
        policies
          .filter(({ content }) => jsonObject(content) === undefined || isOpen(content))
          .map(({ path, content }) => ({
            subject: path,
            expected: 'a default that rejects, or asks for signatures',
            actual: isOpen(content) ? 'insecureAcceptAnything' : 'no policy that can be read',
          })),
        `${policies.length} policies in homes; ${ONLY_HOMES}`,
      );
    },
  }),
];

export default checks;
