import { z } from 'zod';
import {
  defineCheck,
  hostOfUri,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  repositories,
} from '../../src/index.ts';

const NO_SOURCE = 'no package manager with enabled sources is on this host';

const signatures = defineCheck({
  id: 'updates.repository-signatures',
  area: 'updates',
  title: 'Packages are taken only with a good signature',
  severity: 'critical',
  level: 1,
  rationale:
    'Whoever holds the mirror, or the way to it, runs code as root at the next update where no signature is asked for.',
  remedy:
    'apt: take `trusted=yes`, `allow-insecure=yes` and the Allow… settings away. dnf, zypper: set `gpgcheck=1`. pacman: `SigLevel = Required DatabaseOptional`. apk: take allow-untrusted out of /etc/apk/config.',
  references: [
    'cis-rhel9-2.0:1.2.1.2',
    'cis-dil-2.0:1.2.2',
    'stig-rhel9:RHEL-09-214015',
    'stig-ubuntu2404:UBTU-24-300001',
    'lynis:PKGS-7387',
  ],
  tags: ['patching', 'supply-chain'],
  params: z.object({
    /** Sources on this machine itself (`file:`, `cdrom:`, `copy:`) may be unsigned. */
    allowLocal: z.boolean().default(true),
  }),
  needs: { seen: orAbsent(repositories) },
  evaluate({ seen }, { params: { allowLocal } }) {
    if (seen === undefined || seen.sources.length === 0) return notApplicable(NO_SOURCE);
    const isLocal = (uris: readonly string[]): boolean =>
      uris.length > 0 && uris.every((uri) => /^(file|cdrom|copy|dir|\/)/i.test(uri));
    return passUnless(
      [
        ...seen.unverified.map(({ subject, actual }) => ({ subject, expected: 'off', actual })),
        ...seen.sources.flatMap(({ where, uris, unverified }) =>
          unverified === undefined || (allowLocal && isLocal(uris))
            ? []
            : [{ subject: where, expected: 'signatures required', actual: unverified }],
        ),
      ],
      `${seen.tool} verifies ${seen.sources.length} sources`,
    );
  },
});

const transport = defineCheck({
  id: 'updates.repository-transport',
  area: 'updates',
  title: 'Lists of packages come by a way on which nobody can forge them',
  severity: 'medium',
  level: 1,
  rationale:
    'A list that is neither signed nor fetched over TLS can be held back or replaced on the way: the host stays on old, flawed packages and believes itself up to date.',
  remedy: 'Use https in the addresses of sources, or `repo_gpgcheck=1` where the list is signed.',
  references: ['cis-dil-2.0:1.2.1'],
  tags: ['patching', 'supply-chain'],
  needs: { seen: orAbsent(repositories) },
  evaluate({ seen }) {
    if (seen === undefined || seen.sources.length === 0) return notApplicable(NO_SOURCE);
    return passUnless(
      seen.sources.flatMap(({ where, uris, listVerified }) =>
        uris
          .filter((uri) => /^ftp:/i.test(uri) || (!listVerified && /^http:/i.test(uri)))
          .map((uri) => ({
            subject: where,
            expected: 'https, or a signed list',
            actual: `${/^[a-z]+/i.exec(uri)?.[0]?.toLowerCase()}://${hostOfUri(uri) ?? ''}`,
          })),
      ),
      `${seen.sources.length} sources of ${seen.tool}`,
    );
  },
});

/** Hosts of distributions and of what container hosts usually add; matched with all their subdomains. */
const USUAL_HOSTS = [
  'debian.org',
  'ubuntu.com',
  'fedoraproject.org',
  'redhat.com',
  'centos.org',
  'rockylinux.org',
  'almalinux.org',
  'oracle.com',
  'opensuse.org',
  'suse.com',
  'alpinelinux.org',
  'archlinux.org',
  'amazonlinux.com',
  'download.docker.com',
  'pkgs.k8s.io',
  'nvidia.github.io',
];

/** Amazon Linux keeps its packages in buckets, named in its own sources with variables. */
const AMAZON_BUCKET = /^(al2023|amazonlinux-2)-repos-[\w$-]+\.s3\.[\w$.-]+$/i;

/** Kubernetes' first repositories, frozen in 2023 and removed in 2024. */
const DEAD_HOSTS: readonly string[] = [
  'apt.kubernetes.io',
  'yum.kubernetes.io',
  'packages.cloud.google.com',
];

const isBelow = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

const unexpected = defineCheck({
  id: 'updates.unexpected-repositories',
  area: 'updates',
  title: 'Packages come only from approved sources',
  severity: 'medium',
  level: 2,
  rationale:
    'Whoever keeps a source has root on every host that takes packages from it, and can replace any package of the distribution.',
  remedy: 'Remove the source, or name its host in the parameter `approved` of this check.',
  references: ['cis-dil-2.0:1.2.1'],
  tags: ['patching', 'supply-chain'],
  params: z.object({
    /** Domains whose hosts may offer packages. */
    approved: z.array(z.string()).default(USUAL_HOSTS),
  }),
  needs: { seen: orAbsent(repositories) },
  evaluate({ seen }, { params: { approved } }) {
    if (seen === undefined || seen.sources.length === 0) return notApplicable(NO_SOURCE);
    const hosts = seen.sources.flatMap(({ where, uris }) =>
      uris.flatMap((uri) => {
        const host = hostOfUri(uri);
        return host === undefined ? [] : [{ where, host, isKubernetes: /kubernetes/.test(uri) }];
      }),
    );
    const dead = hosts.filter(
      ({ host, isKubernetes }) =>
        DEAD_HOSTS.includes(host) && (host !== 'packages.cloud.google.com' || isKubernetes),
    );
    const others = hosts.filter(
      ({ host }) => !AMAZON_BUCKET.test(host) && !approved.some((domain) => isBelow(host, domain)),
    );
    if (dead.length === 0 && others.length > 0) {
      const names = [...new Set(others.map(({ host }) => host))].sort();
      return manual(`Are these sources of packages approved: ${names.join(', ')}?`);
    }
    return passUnless(
      dead.map(({ where, host }) => ({
        subject: where,
        expected: 'a source that still exists',
        actual: host,
      })),
      `${seen.sources.length} sources of ${seen.tool}, all of approved hosts`,
    );
  },
});

const keys = defineCheck({
  id: 'updates.repository-keys',
  area: 'updates',
  title: 'Every source of apt names the key that may sign it',
  severity: 'medium',
  level: 1,
  rationale:
    'A key that apt trusts for everything may sign a package of any name: the owner of a small repository can replace sshd.',
  remedy:
    'Move the key to /etc/apt/keyrings and name it by `Signed-By:` (or `[signed-by=…]`) in the source.',
  references: ['cis-dil-2.0:1.2.2', 'man:sources.list(5)'],
  tags: ['patching', 'supply-chain'],
  params: z.object({
    /** Domains whose keys the distribution itself installs for all sources. */
    own: z.array(z.string()).default(['debian.org', 'ubuntu.com']),
  }),
  needs: { seen: orAbsent(repositories) },
  evaluate({ seen }, { params: { own } }) {
    if (seen === undefined || seen.sources.length === 0) return notApplicable(NO_SOURCE);
    if (seen.tool !== 'apt')
      return notApplicable(`${seen.tool} has one set of keys for all sources`);
    return passUnless(
      seen.sources.flatMap(({ where, uris, keyNamed, unverified }) => {
        const foreign = uris
          .flatMap((uri) => hostOfUri(uri) ?? [])
          .filter((host) => !own.some((domain) => isBelow(host, domain)));
        return keyNamed === true || unverified !== undefined || foreign.length === 0
          ? []
          : [
              {
                subject: where,
                expected: 'signed-by',
                actual: `any trusted key, for ${foreign.join(', ')}`,
              },
            ];
      }),
      'each source of others names its key',
    );
  },
});

export default [signatures, transport, unexpected, keys] as const;
