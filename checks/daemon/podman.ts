import {
  type AnyCheck,
  configList,
  configValue,
  defineCheck,
  engine,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  podmanConfig,
  presentStats,
  required,
  shownValue,
} from '../../src/index.ts';

const NONE = 'Podman is not on this host';
const SET = 'in a file of /etc/containers/containers.conf.d';
const config = orAbsent(podmanConfig);

/** What must not be said in [containers]; everything else of the keys is safe (containers.conf(5)). */
const WEAK: Readonly<Record<string, (set: unknown) => boolean>> = {
  privileged: (set) => set === true,
  env_host: (set) => set === true,
  netns: (set) => set === 'host',
  pidns: (set) => set === 'host',
  ipcns: (set) => set === 'host',
  utsns: (set) => set === 'host',
  cgroupns: (set) => set === 'host',
  cgroups: (set) => set === 'disabled',
};
const EMPTY = ['devices', 'volumes', 'mounts'] as const;

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.podman-defaults',
    area: 'daemon',
    title: 'Podman’s defaults weaken no container',
    severity: 'high',
    level: 1,
    rationale: 'One line takes a barrier from every container that root starts.',
    remedy: `Remove the line from [containers] of containers.conf and from ${SET.slice(3)}.`,
    references: ['containers.conf(5):CONTAINERS-TABLE'],
    tags: ['podman'],
    needs: { config },
    evaluate({ config: layers }) {
      if (layers === undefined) return notApplicable(NONE);
      const weak = Object.entries(WEAK).flatMap(([key, isWeak]): Mismatch[] => {
        const set = configValue(layers, ['containers', key]);
        if (set === undefined || !isWeak(set.value)) return [];
        const actual = `${shownValue(set.value)}, set by ${set.path}`;
        return [{ subject: `Podman ${key}`, expected: 'the default', actual }];
      });
      const given = EMPTY.flatMap((key) =>
        configList(layers, ['containers', key]).map((entry) => ({
          subject: `Podman ${key} ${entry}`,
          expected: 'none for every container',
          actual: 'given to every container',
        })),
      );
      return passUnless([...weak, ...given], 'containers.conf weakens nothing');
    },
  }),
  defineCheck({
    id: 'daemon.podman-pids-limit',
    area: 'daemon',
    title: 'Podman limits the processes of containers',
    severity: 'medium',
    level: 1,
    rationale: 'One container that forks without end takes the process table of the whole host.',
    remedy: `Remove pids_limit from [containers] ${SET}: the default is 2048.`,
    references: ['containers.conf(5):pids_limit'],
    tags: ['podman'],
    needs: { config },
    evaluate({ config: layers }) {
      if (layers === undefined) return notApplicable(NONE);
      const set = configValue(layers, ['containers', 'pids_limit']);
      const bounded = typeof set?.value === 'number' && set.value > 0 && set.value <= 65_536;
      return passUnless(
        set === undefined || bounded
          ? []
          : [
              {
                subject: 'Podman pids_limit',
                expected: '1 to 65536',
                actual: `${shownValue(set.value)}, set by ${set.path}`,
              },
            ],
        `pids_limit is ${set === undefined ? '2048, the default' : shownValue(set.value)}`,
      );
    },
  }),
  defineCheck({
    id: 'daemon.podman-service',
    area: 'daemon',
    title: 'Podman’s API service is off',
    severity: 'medium',
    level: 1,
    rationale: 'A socket of root’s that nobody uses is a way to root that somebody will.',
    remedy:
      '`systemctl disable --now podman.socket podman.service`; exclude the check where Cockpit or a build system uses it.',
    references: ['podman-system-service(1):DESCRIPTION'],
    tags: ['podman', 'systemd'],
    needs: {
      podman: orAbsent(engine('podman')),
      open: required(
        presentStats([
          '/run/podman/podman.sock',
          '/etc/systemd/system/sockets.target.wants/podman.socket',
          '/etc/systemd/system/default.target.wants/podman.service',
          '/etc/systemd/system/multi-user.target.wants/podman.service',
        ]),
      ),
    },
    evaluate({ podman, open }) {
      if (podman === undefined) return notApplicable(NONE);
      return passUnless(
        open.map(({ path }) => ({
          subject: path,
          expected: 'not there',
          actual: path.startsWith('/run/') ? 'the service can be reached now' : 'started at boot',
        })),
        'neither the socket nor a link that starts it at boot is there',
      );
    },
  }),
];

export default checks;
