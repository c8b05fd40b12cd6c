import { absent, denied, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import type { RawOutput } from '../reader.ts';
import { BUILD, kconfig } from '../readers/kconfig.ts';
import { releaseOfConfig } from './config-path.ts';

/** Which kernel the build options are of. */
export interface KernelBuild {
  /** The file that they were read from. */
  readonly path: string;
  /** `uname -r` of the kernel that runs; of an image, what the file's name says. */
  readonly release: string;
  /** Upstream version that was built: Debian's `6.1.0-28` is a 6.1.119. */
  readonly version: readonly [number, number, number];
  readonly booted: boolean;
}

/** Absent where the host keeps no configuration of its kernel. */
export const kernelBuild: Probe<KernelBuild> = {
  key: 'kernel-build:',
  reading: { reader: kconfig, arg: BUILD },
  parse: parseKernelBuild,
};

/** @internal for tests */
export function parseKernelBuild({ exit, stdout, stderr }: RawOutput): Observation<KernelBuild> {
  const lines = stdout.split('\n');
  const rest = (head: string): string | undefined =>
    lines.find((line) => line.startsWith(head))?.slice(head.length);
  const path = rest('file ');
  const running = rest('kernel ');
  if (exit !== 0 || /\S/.test(stderr))
    return /denied/i.test(stderr) ? denied(trouble(stderr)) : failed(trouble(stderr));
  if (path === undefined) return withoutFile(lines, running);
  if (rest('status ') !== '0') return failed(`${visibleLine(path, 200)} could not be read whole`);
  // Found behind a closed place, an image's file may not be the newest.
  const closed = rest('closed ');
  if (running === undefined && closed !== undefined) return denied(`${closed} may not be read`);
  return buildOf(path, running, rest('# Linux/') ?? '');
}

function buildOf(
  path: string,
  running: string | undefined,
  header: string,
): Observation<KernelBuild> {
  const release = running ?? releaseOfConfig(path);
  const version = versionIn(/ (\d+\.\d+\S*) Kernel Configuration/.exec(header)?.[1] ?? release);
  if (version === undefined) return failed(`no kernel version in ${visibleLine(path, 200)}`);
  if (!isOwn(path, release, running, header)) {
    return absent(`the host keeps no configuration of ${visibleLine(release, 100)}`);
  }
  return value({ path, release, version, booted: running !== undefined });
}

function withoutFile(
  lines: readonly string[],
  running: string | undefined,
): Observation<KernelBuild> {
  const closed = lines.find((line) => line.startsWith('closed '))?.slice(7);
  if (closed !== undefined) return denied(`${visibleLine(closed, 200)} may not be read`);
  if (running === '') return failed('the kernel does not say its release');
  const kernel = running === undefined ? 'any kernel' : visibleLine(running, 100);
  return absent(
    `no configuration of ${kernel} in /proc/config.gz, /boot/config-*, /lib/modules/*/config`,
  );
}

/** Named by flavour alone, a file is the running kernel's if it was made from the same version. */
function isOwn(
  path: string,
  release: string,
  running: string | undefined,
  header: string,
): boolean {
  if (running === undefined || path === '/proc/config.gz') return true;
  if (releaseOfConfig(path) === release) return true;
  const numbers = /^\d+\.\d+\.\d+/.exec(release)?.[0];
  return numbers !== undefined && header.includes(` ${numbers} Kernel Configuration`);
}

function versionIn(text: string): KernelBuild['version'] | undefined {
  const match = /^(\d{1,4})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

const trouble = (stderr: string): string =>
  `the kernel's configuration could not be read: ${visibleLine(stderr.trim(), 200)}`;
