import { type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { osRelease } from '../host/os-release.ts';
import { installedPackages } from '../packages/packages.ts';
import { compareDpkg } from '../packages/version-order/dpkg.ts';
import { type Sudoers, sudoers, sudoFlag } from './sudoers.ts';
import type { SudoCommand, SudoDefault } from './sudoers-entries.ts';

/** Whether sudo gives commands a terminal of their own: what is set, and what holds without a setting. */
export const sudoPty: Derived<{ readonly isOn: boolean; readonly why: string }> = derived(
  'sudo-pty:',
  { sudoers, database: installedPackages },
  ({ sudoers: seen, database }): Observation<{ readonly isOn: boolean; readonly why: string }> => {
    if (seen.state !== 'value') return seen;
    const set = sudoFlag(seen.value, 'use_pty');
    if (set !== undefined) return value({ isOn: set, why: set ? 'use_pty is set' : '!use_pty' });
    if (database.state !== 'value') return database;
    const { packages } = database.value;
    if (packages.some(({ name }) => /^(rust-)?sudo-rs$/.test(name))) {
      return value({ isOn: true, why: 'sudo-rs always does' });
    }
    const own = packages.find(({ name }) => name === 'sudo' || name === 'sudo-ldap')?.version;
    if (own === undefined) return unsupported('no package tells which sudo this is');
    const upstream = own.replace(/^\d+:/, '');
    // On by default since 1.9.14 (sudo's NEWS).
    const isOn = compareDpkg(upstream, '1.9.14') >= 0;
    return value({ isOn, why: `by default in sudo ${upstream}` });
  },
);

/** Whether the program's own search path holds where no setting names one. */
export const builtInSecurePath: Derived<boolean> = derived(
  'sudo-secure-path:',
  { os: osRelease },
  ({ os }): Observation<boolean> =>
    os.state === 'value'
      ? // Debian's packages are built with it (debian/rules).
        value([os.value.id, ...os.value.idLike].some((id) => id === 'debian' || id === 'ubuntu'))
      : os,
);

/** Settings in force: of those with one name and scope the last, of lists all. */
export function sudoSettings({ defaults }: Sudoers, name: string): readonly SudoDefault[] {
  const own = defaults.filter((one) => one.name === name);
  return own.filter(
    (one, at) =>
      one.how.length === 2 || !own.slice(at + 1).some((next) => next.scope === one.scope),
  );
}

/** Programs that run any other, or write any file, for whoever may start them with any arguments. */
const GENERAL = new Set(
  `sh bash dash zsh ksh mksh fish tcsh csh ash busybox python perl ruby node php lua tclsh awk gawk mawk sed
   vi vim vim.tiny nvim nano emacs ed less more most man git ftp ssh scp sftp rsync tar zip unzip find xargs tee
   dd cp mv install ln chmod chown chattr setfacl mount env nice nohup timeout time watch script screen tmux
   strace gdb ltrace make docker docker-compose podman podman-compose buildah nerdctl ctr crictl runc crun
   kubectl helm nsenter chroot unshare machinectl systemd-nspawn systemd-run systemctl service journalctl crontab
   at apt apt-get dpkg dnf yum rpm zypper apk pacman snap pip pip3 npm gem visudo passwd chpasswd usermod
   useradd adduser vipw vigr su sudo sudoedit doas pkexec openssl curl wget nc ncat socat`.split(
    /\s+/,
  ),
);

/** Those that lead to a shell from within, whatever they were started with. */
const ESCAPES = new Set('vi vim vim.tiny nvim emacs ed less more most man visudo'.split(' '));

const nameOf = (program: string): string =>
  program.slice(program.lastIndexOf('/') + 1).replace(/(?<=^python|^perl|^ruby|^php)[\d.]+$/, '');

/** Whether a command is as good as all of them: `ALL`, a folder, a pattern, a shell, an open argument. */
export function isGeneral({ command }: SudoCommand): boolean {
  const [program = '', ...args] = command.split(/\s+/);
  if (program === 'ALL' || program.endsWith('/')) return true;
  if (/[*?[]/.test(program.replace(/\\./g, '')) || program.startsWith('^')) return true;
  const name = nameOf(program);
  if (ESCAPES.has(name)) return true;
  const open = args.length === 0 || args.some((arg) => /[*?[^]/.test(arg));
  return open && GENERAL.has(name);
}
