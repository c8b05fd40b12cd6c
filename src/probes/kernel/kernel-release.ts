import { failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** What `uname -r` prints, taken apart. */
export interface KernelRelease {
  readonly release: string;
  readonly version: readonly [number, number, number];
  /** The upstream branch, `6.1`. */
  readonly branch: string;
  /** What the distribution puts behind the numbers: `amd64`, `generic`; empty on the RHEL family. */
  readonly flavour: string;
}

export const kernelRelease: Probe<KernelRelease> = textProbe(
  'kernel-release',
  '/proc/sys/kernel/osrelease',
  (content) => {
    const release = content.trim();
    const match = /^(\d{1,4})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(release);
    if (!match) return failed(`not a kernel release: ${visibleLine(release, 100)}`);
    const [, major, minor, patch] = match;
    return value({
      release,
      version: [Number(major), Number(minor), Number(patch ?? 0)],
      branch: `${major}.${minor}`,
      flavour: flavourOf(release),
    });
  },
);

/** `6.1.0-28-rt-amd64` is of flavour `rt-amd64`: what follows the parts that begin with a digit. */
export function flavourOf(release: string): string {
  const parts = release.split('-');
  const first = parts.findIndex((part) => !/^\d/.test(part));
  return first === -1 ? '' : parts.slice(first).join('-');
}

/** /proc/version: who built the running kernel, with what, and on some distributions as which package. */
export interface KernelBanner {
  readonly banner: string;
  /** The package version that Debian, Raspberry Pi OS and Proxmox build into the banner. */
  readonly packageVersion?: string;
}

export const kernelBanner: Probe<KernelBanner> = textProbe(
  'kernel-banner',
  '/proc/version',
  (content) => {
    const banner = content.trim();
    const packageVersion = / (?:Debian|PMX|PVE) (\d\S*)/.exec(banner)?.[1];
    return value({ banner, ...(packageVersion === undefined ? {} : { packageVersion }) });
  },
);

/** Ubuntu's /proc/version_signature, `Ubuntu 6.8.0-49.49~22.04.1-generic 6.8.12`: the middle word. */
export const ubuntuSignature: Probe<string> = textProbe(
  'ubuntu-signature',
  '/proc/version_signature',
  (content) => {
    const signature = /^Ubuntu (\S+)/.exec(content)?.[1];
    return signature === undefined
      ? failed(`not a signature of Ubuntu: ${visibleLine(content.trim(), 100)}`)
      : value(signature);
  },
);
