import {
  type AnyCheck,
  type CheckMeta,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  required,
  selinuxBoolean,
  selinuxMode,
  storedBooleans,
} from '../../src/index.ts';

type Row = Pick<CheckMeta, 'severity' | 'rationale'> & {
  readonly name: string;
  readonly title: string;
};

/** Switches of container-selinux that open what the policy keeps from containers. */
const ROWS: readonly Row[] = [
  {
    name: 'container_manage_cgroup',
    severity: 'high',
    title: 'SELinux keeps containers from writing control groups',
    rationale: 'Containers write control group files, with version 1 a way to root of the host.',
  },
  {
    name: 'container_modify_selinux_labels',
    severity: 'high',
    title: 'SELinux keeps containers from changing labels',
    rationale: 'Containers give files new labels, and so undo what separates them from the host.',
  },
  {
    // Guides for GPUs and FUSE switch it on; container_device_t for single containers does less.
    name: 'container_use_devices',
    severity: 'high',
    title: 'SELinux keeps containers from devices of the host',
    rationale: 'Containers use every device that was mounted into them, disks among them.',
  },
  {
    name: 'container_can_execstack',
    severity: 'medium',
    title: 'SELinux keeps containers from executable stacks',
    rationale: 'An overflow in a container runs code straight from the stack.',
  },
  {
    name: 'container_connect_any',
    severity: 'low',
    title: 'SELinux keeps container engines to known ports',
    rationale: 'A taken engine reaches every TCP port of the network.',
  },
  {
    name: 'container_read_certs',
    severity: 'low',
    title: 'SELinux keeps containers from certificates of the host',
    rationale: 'Containers read certificates of the host, and keys that lie beside them.',
  },
  {
    name: 'container_use_ecryptfs',
    severity: 'low',
    title: 'SELinux keeps containers from ecryptfs mounts',
    rationale: 'Containers manage encrypted mounts of the host.',
  },
  {
    name: 'sshd_launch_containers',
    severity: 'low',
    title: 'SELinux keeps sshd from starting containers',
    rationale: 'A taken sshd starts containers in a domain of its choice.',
  },
  {
    name: 'user_t_run_containers',
    severity: 'low',
    title: 'SELinux keeps confined users from starting containers',
    rationale: 'Users who were confined reach the engine, and what it may do.',
  },
];

const checks: readonly AnyCheck[] = ROWS.map(({ name, ...meta }) =>
  defineCheck({
    ...meta,
    id: `mac.selinux-boolean-${name}`,
    area: 'mac',
    level: 1,
    remedy: `Run \`setsebool -P ${name} off\`.`,
    references: ['container-selinux:container.te'],
    tags: ['selinux', 'boolean'],
    needs: {
      mode: required(selinuxMode),
      live: orAbsent(selinuxBoolean(name)),
      stored: required(storedBooleans),
    },
    evaluate({ mode, live, stored }) {
      if (mode !== 'enforcing') return notApplicable('SELinux does not enforce here');
      if (live === undefined) return notApplicable(`the policy has no boolean ${name}`);
      const on = { expected: 'off', actual: 'on' };
      return passUnless(
        [
          ...(live.current ? [{ subject: name, ...on }] : []),
          ...(live.pending && !live.current ? [{ subject: `${name} once committed`, ...on }] : []),
          ...(stored.get(name) === true ? [{ subject: `${name} after a reboot`, ...on }] : []),
        ],
        `${name} is off`,
      );
    },
  }),
);

export default checks;
