import { denied, type Observation, unsupported, value } from '../../model/observation.ts';
import { patternMatches } from '../../model/shell-pattern.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText } from '../files/file-text.ts';
import { namedPaths } from '../paths/named-paths.ts';
import { sysctl } from '../sysctl/sysctl.ts';
import { type FlawFinding, packageFlaws } from '../updates/package-flaws.ts';
import { isSince, type OpensshVersion, opensshVersion } from './openssh-version.ts';
import { everybodys, type SshdConfig, sshdConfig } from './sshd-config.ts';

/** The settings of sshd with the version that takes them. */
export interface VersionedSshd {
  readonly config: SshdConfig;
  readonly version: OpensshVersion;
}

/** Absent where sshd is not installed. */
export const versionedSshd: Derived<VersionedSshd> = derived(
  'versioned-sshd:',
  { config: sshdConfig, version: opensshVersion },
  ({ config, version }): Observation<VersionedSshd> => {
    if (config.state !== 'value') return config;
    return version.state === 'value'
      ? value({ config: config.value, version: version.value })
      : version;
  },
);

/** A key that sshd shows to clients. */
export interface HostKey {
  readonly path: string;
  /** As its file names it: `ssh-ed25519`, `ssh-rsa`. */
  readonly type: string;
  /** Of RSA keys. */
  readonly bits?: number;
}

const KEYS = '/etc/ssh/ssh_host_*_key.pub';

/** What sshd looks for where no HostKey is set (servconf.c). */
const DEFAULT_KEYS = ['rsa', 'ecdsa', 'ed25519'].map((type) => `/etc/ssh/ssh_host_${type}_key`);

/** Public halves of the keys in use. Absent where sshd is not installed. */
export const hostKeys: Derived<readonly HostKey[]> = derived(
  'ssh-host-keys:',
  { config: sshdConfig, files: filesText(KEYS) },
  ({ config, files }): Observation<readonly HostKey[]> => {
    if (config.state !== 'value') return config;
    if (files.state !== 'value') return files;
    const written = config.value.settings
      .filter(({ keyword }) => keyword === 'hostkey')
      .map(({ args }) => (args[0] ?? '').replace(/\.pub$/, ''));
    const keys: HostKey[] = [];
    for (const path of written.length > 0 ? written : DEFAULT_KEYS) {
      const file = files.value.find((one) => one.path === `${path}.pub`);
      const key = file === undefined ? undefined : hostKey(path, file.content);
      if (key !== undefined) keys.push(key);
      else if (written.length > 0 || file !== undefined) {
        return unsupported(`${visibleLine(path, 200)}.pub tells no key`);
      }
    }
    return value(keys);
  },
);

function hostKey(path: string, content: string): HostKey | undefined {
  const [type = '', blob = ''] = content.trim().split(/\s+/);
  if (!/^[a-z0-9@.-]{4,64}$/.test(type)) return undefined;
  if (type !== 'ssh-rsa') return { path, type };
  const bits = rsaBits(Buffer.from(blob, 'base64'));
  return bits === undefined ? undefined : { path, type, bits };
}

/** RFC 4253, 6.6: name, exponent and modulus, each behind its length; a leading zero byte is the sign. */
function rsaBits(blob: Buffer): number | undefined {
  let at = 0;
  let field: Buffer | undefined;
  for (let part = 0; part < 3; part += 1) {
    if (at + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(at);
    field = blob.subarray(at + 4, at + 4 + length);
    if (field.length !== length) return undefined;
    at += 4 + length;
  }
  const digits = field?.toString('hex').replace(/^0+/, '') ?? '';
  const first = Number.parseInt(digits.charAt(0), 16);
  return digits === '' ? undefined : digits.length * 4 - (Math.clz32(first) - 28);
}

/** Sizes in bits of the groups that sshd picks from, with how many there are; empty without a file. */
export const moduliSizes: Derived<ReadonlyMap<number, number>> = derived(
  'moduli-sizes:',
  { named: namedPaths, config: sshdConfig },
  ({ named, config }): Observation<ReadonlyMap<number, number>> => {
    if (config.state !== 'value') return config;
    if (named.state !== 'value') return named;
    const file = everybodys(config.value, 'modulifile')?.args[0] ?? MODULI;
    if (file !== MODULI) return unsupported(`${visibleLine(file, 200)} is not read`);
    if (named.value.unread.includes(MODULI))
      return denied(`reading ${MODULI} needs more privilege`);
    // The file has one less than the size (moduli(5)).
    return value(new Map([...named.value.moduli].map(([size, count]) => [size + 1, count])));
  },
);

const MODULI = '/etc/ssh/moduli';

/** Whether the kernel runs in FIPS mode; false for an image, where no kernel runs. */
export const fipsMode: Derived<boolean> = derived(
  'fips-mode:',
  { fips: sysctl('crypto.fips_enabled') },
  ({ fips }): Observation<boolean> => {
    if (fips.state === 'value') return value(fips.value === '1');
    return fips.state === 'absent' || fips.state === 'unsupported' ? value(false) : fips;
  },
);

/** The first upstream version with the fix is 9.6; others by the distributions' own advisories and changelogs. */
const TERRAPIN = packageFlaws('terrapin', [
  {
    cve: 'CVE-2023-48795',
    packages: ['openssh-server', 'openssh'],
    affected: [['0', '9.6']],
    fixedIn: { 'debian-12': '1:9.2p1-2+deb12u2', el9: '0:8.7p1-34.el9_3.3' },
  },
]);

/** Why an attacker cannot drop the first messages of a connection, or what is missing. */
export type StrictKeyExchange =
  | { readonly why: string }
  | { readonly flaws: readonly FlawFinding[] };

/** Absent where sshd is not installed. */
export const strictKeyExchange: Derived<StrictKeyExchange> = derived(
  'strict-key-exchange:',
  { config: sshdConfig, flaws: TERRAPIN },
  ({ config, flaws }): Observation<StrictKeyExchange> => {
    if (config.state !== 'value') return config;
    if (!offersTargets(config.value)) {
      return value({ why: 'no cipher is offered that the attack works on' });
    }
    if (flaws.state !== 'value') return flaws;
    return flaws.value.length === 0
      ? unsupported('no package tells which OpenSSH this is')
      : value({ flaws: flaws.value });
  },
);

const CHACHA = 'chacha20-poly1305@openssh.com';

/** ChaCha20-Poly1305, which is among the defaults; or CBC, which is not, with a MAC over what is encrypted. */
function offersTargets(config: SshdConfig): boolean {
  const written = everybodys(config, 'ciphers')?.args[0];
  if (written === undefined) return true;
  const names = written.replace(/^[-+^]/, '').split(',');
  if (written.startsWith('-')) return !names.some((name) => patternMatches(name, CHACHA));
  if (/^[+^]/.test(written)) return true;
  return names.some((name) => name === CHACHA || name.includes('cbc'));
}

/** A flaw of the server itself that anybody reaches; of others the table is silent. */
export const sshdFlaws: Derived<readonly FlawFinding[]> = packageFlaws('sshd-flaws', [
  {
    cve: 'CVE-2025-26466',
    packages: ['openssh-server', 'openssh'],
    affected: [['9.5p1', '9.9p2']],
    fixedIn: { 'ubuntu-24.04': '1:9.6p1-3ubuntu13.8' },
  },
]);

/** Whether some key exchange that resists a quantum computer is among those offered. */
export function offersPostQuantum({ config, version }: VersionedSshd): boolean {
  const written = everybodys(config, 'kexalgorithms')?.args[0];
  const byDefault = isSince(version, [9, 0]);
  if (written === undefined) return byDefault;
  const names = written.replace(/^[-+^]/, '').split(',');
  const isNamed = names.some((name) => POST_QUANTUM.includes(name));
  if (written.startsWith('-')) {
    return (
      byDefault && POST_QUANTUM.some((one) => !names.some((name) => patternMatches(name, one)))
    );
  }
  return isNamed || (/^[+^]/.test(written) && byDefault);
}

const POST_QUANTUM: readonly string[] = [
  'mlkem768x25519-sha256',
  'sntrup761x25519-sha512',
  'sntrup761x25519-sha512@openssh.com',
];

/** Whether clients may ask for a group of /etc/ssh/moduli: by default until 10.0. */
export function offersGroupExchange({ config, version }: VersionedSshd): boolean {
  const written = everybodys(config, 'kexalgorithms')?.args[0];
  const name = 'diffie-hellman-group-exchange-sha256';
  const byDefault = !isSince(version, [10, 0]);
  if (written === undefined) return byDefault;
  const matches = written
    .replace(/^[-+^]/, '')
    .split(',')
    .some((one) => (written.startsWith('-') ? patternMatches(one, name) : one === name));
  if (written.startsWith('-')) return byDefault && !matches;
  return matches || (/^[+^]/.test(written) && byDefault);
}
