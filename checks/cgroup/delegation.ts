import {
  type AnyCheck,
  cgroupMode,
  defineCheck,
  lastSetting,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  rootless,
  type Unit,
  unit,
  userControllers,
  userTasksMax,
} from '../../src/index.ts';

const NEEDED = ['cpu', 'memory', 'pids'];

/** What systemd hands to those who run containers, and keeps from everybody. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'cgroup.daemon-delegation',
    area: 'cgroup',
    title: 'systemd leaves the control groups of dockerd and containerd to them',
    severity: 'medium',
    level: 1,
    rationale:
      'systemd rewrites what it thinks is its own: the device and memory rules of running containers are lost.',
    remedy:
      'Run `systemctl edit UNIT`, and write [Service] and Delegate=yes; then restart the unit.',
    references: ['docker-bench:2.10', 'man:systemd.resource-control(5)'],
    tags: ['cgroup', 'docker', 'containerd', 'systemd'],
    needs: {
      docker: orAbsent(unit('docker.service')),
      containerd: orAbsent(unit('containerd.service')),
    },
    evaluate({ docker, containerd }) {
      const units = [docker, containerd].flatMap((one) => (one?.masked === false ? [one] : []));
      if (units.length === 0) return notApplicable('neither Docker nor containerd is a unit here');
      return passUnless(
        units.flatMap(undelegated),
        units.map(({ name }) => `${name} has Delegate`).join(', '),
      );
    },
  }),
  defineCheck({
    id: 'cgroup.user-delegation',
    area: 'cgroup',
    title: 'Users who run containers can limit their processors, memory and processes',
    severity: 'medium',
    level: 1,
    rationale:
      'Limits of rootless containers are dropped with no more than a warning, and one of them starves the host.',
    remedy:
      'Write [Service] and Delegate=cpu cpuset io memory pids to /etc/systemd/system/user@.service.d/delegate.conf, run `systemctl daemon-reload`, and log in again.',
    references: ['man:systemd.resource-control(5)', 'docker-docs:engine/security/rootless'],
    tags: ['cgroup', 'rootless', 'systemd'],
    needs: {
      mode: required(cgroupMode),
      rootless: required(rootless),
      delegated: required(userControllers),
    },
    evaluate({ mode, rootless: engines, delegated }) {
      const uids = new Set([
        ...engines.processes.map(({ uid }) => uid),
        ...engines.folders.map(({ uid }) => uid),
      ]);
      if (uids.size === 0) return notApplicable('no user runs containers without root');
      if (mode.layout !== 'unified') {
        return notApplicable('version 1 of control groups hands nothing to users');
      }
      return passUnless(
        [...uids].flatMap((uid) => {
          const has = delegated.get(uid);
          const lacking = NEEDED.filter((name) => has?.includes(name) !== true);
          if (lacking.length === 0) return [];
          const actual = has === undefined ? 'no control group of its own' : has.join(' ');
          return [{ subject: `user ${uid}`, expected: NEEDED.join(', '), actual }];
        }),
        [...uids].map((uid) => `user ${uid}: ${delegated.get(uid)?.join(' ') ?? ''}`).join(', '),
      );
    },
  }),
  defineCheck({
    id: 'cgroup.user-tasks-limit',
    area: 'cgroup',
    title: 'A user cannot fill the process table',
    severity: 'low',
    level: 1,
    rationale:
      'A fork bomb of one user, or of a rootless container that runs below user.slice, stops the host.',
    remedy:
      'Write [Slice] and TasksMax=33% to /etc/systemd/system/user-.slice.d/50-limit.conf, then `systemctl daemon-reload`.',
    references: ['man:user@.service(5)'],
    tags: ['cgroup', 'systemd', 'limits'],
    needs: { limit: orAbsent(userTasksMax) },
    evaluate({ limit }) {
      if (limit === undefined) return notApplicable('systemd does not run this host');
      const actual =
        limit.value === undefined ? 'not set' : `${limit.value}, set by ${limit.source}`;
      return passUnless(
        limit.value === undefined || limit.value === 'infinity'
          ? [{ subject: 'TasksMax of user-.slice', expected: 'a number or a share', actual }]
          : [],
        actual,
      );
    },
  }),
];

export default checks;

/** A yes, or a list of controllers. */
function undelegated(of: Unit) {
  const set = lastSetting(of, 'Service.Delegate');
  const text = set?.value.toLowerCase() ?? '';
  if (text !== '' && !['no', 'n', 'false', 'f', '0', 'off'].includes(text)) return [];
  return [
    {
      subject: `${of.name} Delegate`,
      expected: 'yes',
      actual: set === undefined ? 'not set' : `${set.value}, set by ${set.path}:${set.line}`,
    },
  ];
}
