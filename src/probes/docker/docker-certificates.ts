import { X509Certificate } from 'node:crypto';
import { absent, denied, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Probe } from '../fact.ts';
import { dockerCertificates as reader } from '../readers/docker-certificates.ts';
import { dockerTlsFiles } from './docker-tls-files.ts';

/** The first certificate of a file: the one that is shown, before those that vouch for it. */
export interface DockerCertificate {
  /** ISO instants. */
  readonly from: string;
  readonly until: string;
  /** `rsa`, `ec`, `ed25519`. */
  readonly kind: string;
  /** Bits of an RSA key. */
  readonly bits?: number;
}

interface DockerCertificates {
  /** By path; undefined for a file whose first certificate cannot be read. */
  readonly byPath: ReadonlyMap<string, DockerCertificate | undefined>;
  /** Files that the account may not read. */
  readonly closed: readonly string[];
}

const certificates: Probe<DockerCertificates> = {
  key: 'docker-certificates:',
  reading: { reader, arg: '' },
  parse: ({ stdout }): Observation<DockerCertificates> => {
    if (!/(^|\n)status 0\n$/.test(stdout)) return failed('certificates were not read to their end');
    const parts = stdout.split(/^file (?=\/)/m).slice(1);
    return value({
      byPath: new Map(parts.map((part) => [/^.*/.exec(part)?.[0] ?? '', firstOf(part)])),
      closed: [...stdout.matchAll(/^closed (\/.*)$/gm)].map(([, path = '']) => path),
    });
  },
};

const FIRST = /-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----/;

function firstOf(part: string): DockerCertificate | undefined {
  const pem = FIRST.exec(part)?.[0];
  if (pem === undefined) return undefined;
  try {
    const { validFromDate, validToDate, publicKey } = new X509Certificate(pem);
    const bits = publicKey.asymmetricKeyDetails?.modulusLength;
    return {
      from: validFromDate.toISOString(),
      until: validToDate.toISOString(),
      kind: publicKey.asymmetricKeyType ?? 'unknown',
      ...(bits === undefined ? {} : { bits }),
    };
  } catch {
    return undefined;
  }
}

export interface UsedCertificate {
  readonly path: string;
  readonly certificate: DockerCertificate;
}

/** Those that dockerd shows, and by which it knows its clients. Absent where it uses no TLS. */
export const usedCertificates: Derived<readonly UsedCertificate[]> = derived(
  'used-certificates',
  { all: certificates, own: dockerTlsFiles('tlscert'), authority: dockerTlsFiles('tlscacert') },
  ({ all, own, authority }): Observation<readonly UsedCertificate[]> => {
    if (own.state !== 'value') return own;
    if (authority.state !== 'value' && authority.state !== 'absent') return authority;
    if (all.state !== 'value') return all;
    const used = [...own.value, ...(authority.state === 'value' ? authority.value : [])];
    // One that is not there is told by daemon.tls-certificate and daemon.tls-ca.
    const paths = new Set(used.filter((file) => file.stat !== undefined).map(({ path }) => path));
    if (paths.size === 0) return absent('no certificate of dockerd is there');
    const found: UsedCertificate[] = [];
    for (const path of paths) {
      if (all.value.closed.includes(path)) return denied(`${path} may not be read`);
      const certificate = all.value.byPath.get(path);
      if (certificate === undefined) return failed(`${path} holds no certificate that can be read`);
      found.push({ path, certificate });
    }
    return value(found);
  },
);
