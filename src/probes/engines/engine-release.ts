import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { installedPackages, type PackageDatabase } from '../packages/packages.ts';
import { type EngineName, engine } from './engines.ts';

/** A release number as upstream counts: `1.7.27`, `1.4.0-rc.3`. */
export interface Release {
  readonly numbers: readonly [number, number, number];
  /** A release candidate comes before its release. */
  readonly candidate: boolean;
}

/** A program of an engine as its package names it. */
export interface EngineRelease extends Release {
  readonly packageName: string;
  /** In the package manager's writing. */
  readonly version: string;
  /** From the project's own repository, or as Arch ships it: the number tells which fixes it has. */
  readonly upstream: boolean;
}

/** Names that packages have, those of the project's own repositories first. */
const PACKAGES = {
  docker: ['docker-ce', 'docker.io', 'moby-engine', 'docker-engine', 'docker'],
  containerd: ['containerd.io', 'containerd'],
  runc: ['runc'],
  crio: ['cri-o'],
  podman: ['podman'],
} as const;

const UPSTREAM: ReadonlySet<string> = new Set(['docker-ce', 'containerd.io']);

export type ReleasedProgram = keyof typeof PACKAGES;

/** Absent when neither package nor engine is on the host; unsupported when no package tells. */
export function engineRelease(program: ReleasedProgram): Derived<EngineRelease> {
  const inUse: Fact<unknown> = engine(ENGINE_OF[program]);
  return derived(
    `engine-release:${program}`,
    { inUse, packages: installedPackages },
    ({ inUse: engineSeen, packages }): Observation<EngineRelease> => {
      if (packages.state !== 'value') return packages;
      const found = packageOf(program, packages.value);
      if (found !== undefined) return found;
      if (engineSeen.state === 'absent') return absent(`no package of ${program} is installed`);
      if (engineSeen.state !== 'value') return engineSeen;
      return unsupported(`no package tells which release of ${program} is on this host`);
    },
  );
}

/** runc comes with whichever engine runs it. */
const ENGINE_OF: Readonly<Record<ReleasedProgram, EngineName>> = {
  docker: 'docker',
  containerd: 'containerd',
  runc: 'containerd',
  crio: 'crio',
  podman: 'podman',
};

function packageOf(
  program: ReleasedProgram,
  { manager, packages }: PackageDatabase,
): Observation<EngineRelease> | undefined {
  for (const name of PACKAGES[program]) {
    const found = packages.find((one) => one.name === name);
    if (found === undefined) continue;
    const { version } = found;
    const release = parseRelease(version);
    return release === undefined
      ? unsupported(`${name} ${version} tells no release`)
      : value({
          ...release,
          packageName: name,
          version,
          upstream: manager === 'pacman' || UPSTREAM.has(name),
        });
  }
  return undefined;
}

/** The upstream part of a package's version: epoch before it, revision behind it. */
export function parseRelease(version: string): Release | undefined {
  const [, major, minor, patch, rest = ''] =
    /^(?:\d+:)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(.*)$/s.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return {
    numbers: [Number(major), Number(minor), Number(patch ?? 0)],
    candidate: /^[~_.-]?(alpha|beta|rc)/.test(rest),
  };
}

export function compareReleases(a: Release, b: Release): number {
  const [x, y] = [a.numbers, b.numbers];
  const difference = x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
  return difference || Number(b.candidate) - Number(a.candidate);
}
