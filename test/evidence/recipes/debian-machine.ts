import { spawn } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { debianRoot, install, WORK } from './debian-root.ts';
import { type Recipe, run, type System, type Take } from './system.ts';

export interface Machine {
  readonly suite: string;
  /** Beside what every one of these machines has. */
  readonly packages: readonly string[];
  /** By path: what its administrator wrote there. */
  readonly files?: Readonly<Record<string, string>>;
  /** More words of the kernel's command line. */
  readonly bootWords?: string;
  /** Recorded one after the other, each after its script was run as root. */
  readonly stages: readonly Stage[];
}

interface Stage {
  /** Of the recording. */
  readonly name: string;
  readonly script?: string;
  /** By default with root's rights. */
  readonly become?: 'sudo' | 'none';
}

const BASE = [
  'systemd-sysv',
  'openssh-server',
  'sudo',
  'iproute2',
  'kmod',
  'udev',
  'procps',
  'dbus',
];
const PORT = 22_022;
const UP_MS = 300_000;

const NETWORK = '[Match]\nName=en* eth*\n[Network]\nDHCP=yes\n';
const ACCOUNT =
  'useradd -m -s /bin/bash admin && install -d -m 700 -o admin -g admin /home/admin/.ssh';

/** A machine of qemu with Debian's own kernel and systemd, read over SSH. */
export const debianMachine = (machine: Machine): Recipe => ({
  with: async (take) => {
    const root = prepare(machine);
    const image = join(WORK, `${machine.suite}.img`);
    run('mke2fs', ['-q', '-F', '-t', 'ext4', '-L', 'root', '-d', root, image, '5G']);
    const qemu = boot(machine, root, image);
    try {
      await untilUp();
      await takeAll(machine, take);
    } finally {
      qemu.kill('SIGKILL');
      rmSync(image, { force: true });
    }
  },
});

function prepare({ suite, packages, files = {} }: Machine): string {
  const root = debianRoot(suite, BASE);
  const at = (path: string): string => join(root, path);
  install(root, suite, [...BASE, 'linux-image-cloud-amd64', 'grub-pc', ...packages]);
  if (!existsSync(at('home/admin'))) run('chroot', [root, 'sh', '-c', ACCOUNT]);
  mkdirSync(join(WORK, 'ssh'), { recursive: true });
  const key = join(WORK, 'ssh', 'key');
  if (!existsSync(key))
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'admin', '-f', key]);
  cpSync(`${key}.pub`, at('home/admin/.ssh/authorized_keys'));
  write(root, {
    'etc/hostname': `${suite}\n`,
    'etc/hosts': `127.0.0.1 localhost\n127.0.1.1 ${suite}\n::1 localhost\n`,
    'etc/fstab': 'LABEL=root / ext4 errors=remount-ro 0 1\n',
    'etc/systemd/network/80-dhcp.network': NETWORK,
    'etc/sudoers.d/admin': 'admin ALL=(ALL:ALL) NOPASSWD: ALL\n',
    ...files,
  });
  run('chmod', ['0440', at('etc/sudoers.d/admin')]);
  run('chroot', [
    root,
    'sh',
    '-c',
    'chown -R admin: /home/admin; systemctl enable systemd-networkd',
  ]);
  return root;
}

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    run('mkdir', ['-p', join(root, path, '..')]);
    writeFileSync(join(root, path), text, { mode: 0o644 });
  }
}

function boot({ bootWords = '' }: Machine, root: string, image: string) {
  const newest = (files: string): string =>
    globSync(join(root, 'boot', files))
      .sort()
      .at(-1) ?? '';
  const args = [
    // Not KVM: it is not to be had everywhere, and the processor of the machine beneath is not to be told.
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-m', '1536', '-smp', '2', '-display', 'none'],
    ...['-kernel', newest('vmlinuz-*'), '-initrd', newest('initrd.img-*')],
    ...['-append', `root=LABEL=root rw console=ttyS0 ${bootWords}`.trim()],
    ...['-drive', `file=${image},format=raw,if=virtio`],
    ...[
      '-netdev',
      `user,id=net,hostfwd=tcp:127.0.0.1:${PORT}-:22`,
      '-device',
      'virtio-net-pci,netdev=net',
    ],
    ...['-serial', `file:${join(WORK, 'console.log')}`],
  ];
  return spawn('qemu-system-x86_64', args, { stdio: 'ignore' });
}

const SSH = [
  ...['-i', join(WORK, 'ssh', 'key'), '-p', `${PORT}`, '-o', 'ConnectTimeout=3'],
  ...[
    '-o',
    'StrictHostKeyChecking=no',
    '-o',
    'UserKnownHostsFile=/dev/null',
    '-o',
    'LogLevel=ERROR',
  ],
];

/** Runs a command on the machine that is up, as its administrator. */
export const inside = (command: string, input = ''): string =>
  run('ssh', [...SSH, 'admin@127.0.0.1', command], input);

/** Resolves once everything that boots is up. */
export async function untilUp(): Promise<void> {
  for (let waited = 0; waited < UP_MS; waited += 2000) {
    try {
      // Everything that boots has to be up before it is judged; a failed unit is the machine's own matter.
      inside('systemctl is-system-running --wait || true');
      return;
    } catch {
      await sleep(2000);
    }
  }
  throw new Error(`the machine did not come up; see ${join(WORK, 'console.log')}`);
}

async function takeAll({ stages }: Machine, take: Take): Promise<void> {
  const known = join(WORK, 'ssh', 'known_hosts');
  rmSync(known, { force: true });
  for (const { name, script, become = 'sudo' } of stages) {
    if (script !== undefined) inside('sudo sh -es', script);
    await take(overSsh(become, known), name);
  }
}

const overSsh = (become: 'sudo' | 'none', known: string): System => ({
  host: {
    become,
    connection: {
      transport: 'ssh2',
      endpoint: {
        ...{ address: '127.0.0.1', port: PORT, user: 'admin' },
        identityFiles: [join(WORK, 'ssh', 'key')],
      },
      jumps: [],
      knownHostsFiles: [known],
    },
  },
});
