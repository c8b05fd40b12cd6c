import {
  buildkitConfig,
  configList,
  defineCheck,
  dockerSettings,
  engine,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const FLAG = /^--allow-insecure-entitlement(?:=(.*))?$/s;

const allowedBy = (args: readonly string[]): readonly string[] =>
  args.flatMap((arg, at) => {
    const match = FLAG.exec(arg);
    return match === null ? [] : (match[1] ?? args[at + 1] ?? []);
  });

/** dockerd lets builds ask for network.host unless it is told not to: only what is switched on is judged. */
export default defineCheck({
  id: 'daemon.buildkitd-entitlements',
  area: 'daemon',
  title: 'BuildKit grants no insecure entitlements',
  severity: 'high',
  level: 1,
  rationale:
    'With security.insecure a build runs with every capability and all devices of the host.',
  remedy:
    'Remove `insecure-entitlements` from /etc/buildkit/buildkitd.toml and `builder.Entitlements` from /etc/docker/daemon.json, and restart the daemon.',
  references: [],
  tags: ['buildkit', 'docker'],
  needs: {
    running: orAbsent(engine('buildkit')),
    config: orAbsent(buildkitConfig),
    docker: orAbsent(dockerSettings('builder')),
  },
  evaluate({ running, config, docker }) {
    if (config === undefined && docker === undefined) {
      return notApplicable('neither BuildKit nor Docker is on this host');
    }
    const inFile = configList(config ?? [], ['insecure-entitlements']);
    const flags = (running?.processes ?? []).flatMap(({ args }) => allowedBy(args));
    const granted = [...new Set([...inFile, ...flags])];
    const builders = (docker?.sides ?? []).filter(
      ({ settings }) => settings.builder?.Entitlements?.['security-insecure'] === true,
    );
    return passUnless(
      [
        ...granted.map((name) => ({
          subject: `buildkitd ${name}`,
          expected: 'not granted',
          actual: 'granted to builds that ask',
        })),
        ...builders.map(({ label }) => ({
          subject: `dockerd builder security-insecure${label}`,
          expected: 'not granted',
          actual: 'granted to builds that ask',
        })),
      ],
      'no entitlement is granted',
    );
  },
});
