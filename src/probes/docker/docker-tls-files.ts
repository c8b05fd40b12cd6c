import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { presentStats } from '../files/present-stats.ts';
import type { FileStat } from '../files/stat.ts';
import { TLS_PLACES } from '../readers/docker-certificates.ts';
import { matchesArgument } from '../readers/path-argument.ts';
import { type DockerViewSide, dockerSettings } from './docker-settings.ts';

export type DockerTlsKey = 'tlscacert' | 'tlscert' | 'tlskey';

export interface DockerTlsFile {
  readonly path: string;
  /** Undefined when there is no such file. */
  readonly stat?: FileStat;
}

/** A path that settings name cannot be asked for in the same round trip. */
const PLACES = [...TLS_PLACES, '/etc/docker/*.key'] as const;

const placeOf = matchesArgument(PLACES);

/** dockerd's own, when nothing is set. */
const DEFAULTS: Readonly<Record<DockerTlsKey, string>> = {
  tlscacert: '/root/.docker/ca.pem',
  tlscert: '/root/.docker/cert.pem',
  tlskey: '/root/.docker/key.pem',
};

type TlsKeys = 'tls' | 'tlsverify' | DockerTlsKey;

/** Mode and owner of a file that dockerd uses for TLS; contents are never read. Absent without TLS. */
export function dockerTlsFiles(key: DockerTlsKey): Derived<readonly DockerTlsFile[]> {
  const docker = dockerSettings('tls', 'tlsverify', 'tlscacert', 'tlscert', 'tlskey');
  return derived(
    `docker-tls-files:${key}`,
    { docker, files: presentStats(PLACES) },
    ({ docker: view, files }): Observation<readonly DockerTlsFile[]> => {
      if (view.state !== 'value') return view;
      const used = view.value.sides.flatMap((side) => pathOf(side, key));
      if (used.length === 0) return absent('dockerd does not use TLS');
      if (files.state !== 'value') return files;
      const foreign = used.find((path) => placeOf(path) === undefined);
      if (foreign !== undefined) return failed(`${foreign}, named by ${key}, is not collected`);
      const found = new Map(files.value.map((file) => [file.path, file]));
      return value(
        [...new Set(used)].map((path) => {
          const stat = found.get(path);
          return stat === undefined ? { path } : { path, stat };
        }),
      );
    },
  );
}

/** Certificates of clients are only looked at with tlsverify. */
function pathOf({ settings }: DockerViewSide<TlsKeys>, key: DockerTlsKey): readonly string[] {
  const { tls, tlsverify } = settings;
  const inUse = tlsverify === true || (tls === true && key !== 'tlscacert');
  return inUse ? [settings[key] || DEFAULTS[key]] : [];
}
