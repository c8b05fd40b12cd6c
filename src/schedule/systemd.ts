import { type Schedule, withPlaces } from './schedule.ts';

/** A file and what it holds. */
export interface ScheduleFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A service and its timer. A service of systemd that still runs is not started again: no two audits overlap.
 * What it may do is what systemd.exec(5) leaves to a program that opens connections and writes to one folder.
 * Node.js compiles to memory that it then runs, so MemoryDenyWriteExecute= cannot be had.
 * @param calendar when, as systemd.time(7) says it.
 */
export function systemdUnits(schedule: Schedule, calendar: string): readonly ScheduleFile[] {
  return [
    { name: 'hostward.service', text: service(schedule) },
    { name: 'hostward.timer', text: timer(schedule, calendar) },
  ];
}

const service = ({ program, words, account, readsThisMachine }: Schedule): string => `[Unit]
Description=Audit of the fleet by hostward
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=${[...program, ...withPlaces(words)].map(unitWord).join(' ')}
# 1: findings. 3: hosts not reached, or results unknown. Both end the unit as failed, so that OnFailure= can tell.
User=${account}
UMask=0077
StateDirectory=hostward
StateDirectoryMode=0700
Environment=HOME=/var/lib/hostward XDG_STATE_HOME=/var/lib
TimeoutStartSec=12h
Nice=10

${readsThisMachine ? IN_THE_OPEN : IN_A_SANDBOX}`;

/** Mounts, devices, processes and homes of a sandbox are not those of the machine: they would be judged for its own. */
const IN_THE_OPEN = `# This machine is one of the hosts: in a sandbox, the sandbox would be audited.
LockPersonality=yes
NoNewPrivileges=yes
RestrictRealtime=yes
SystemCallArchitectures=native
`;

const IN_A_SANDBOX = `CapabilityBoundingSet=
DevicePolicy=closed
KeyringMode=private
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
`;

const timer = ({ spreadSeconds }: Schedule, calendar: string): string => `[Unit]
Description=When hostward audits the fleet

[Timer]
OnCalendar=${calendar}
# A machine that was off then audits when it is back.
Persistent=yes
RandomizedDelaySec=${spreadSeconds}
FixedRandomDelay=yes

[Install]
WantedBy=timers.target
`;

/** One word of a command line as systemd.service(5) reads it: no specifier, no variable, no quote is left to it. */
function unitWord(word: string): string {
  const escaped = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('%', '%%')
    .replaceAll('$', '$$$$');
  return /^[\w@./:=,+-]+$/.test(word) ? word : `"${escaped}"`;
}
