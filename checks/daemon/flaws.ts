import {
  type AnyCheck,
  defineCheck,
  type EngineFlaws,
  engineFlaws,
  notApplicable,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

const verdict = (name: string, seen: EngineFlaws | undefined) => {
  if (seen === undefined) return notApplicable(`${name} is not on this host`);
  const { packageName, version } = seen.release;
  return passUnless(
    seen.open.map(({ id, fixed }) => ({
      subject: `${packageName} ${id}`,
      expected: `${fixed.join(', ')} or later`,
      actual: version,
    })),
    `${packageName} ${version} has the fixes`,
  );
};

/** By upstream's release notes and advisories, as known in November 2026. */
const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'daemon.docker-vulnerabilities',
    area: 'daemon',
    title: 'Docker Engine has the fixes for known escapes and bypasses',
    severity: 'critical',
    level: 1,
    rationale: 'Each of them gives the host to a container, an image or a client of the API.',
    remedy: 'Upgrade the package docker-ce, and restart the daemon.',
    references: ['cis-docker-1.6:1.2.2', 'docker-bench:1.2.2', 'ghsa:GHSA-x86f-5xw2-fm2r'],
    tags: ['docker', 'patching'],
    needs: {
      flaws: orAbsent(
        engineFlaws('docker', [
          // docker cp runs programs of the container, and writes anywhere on the host.
          { id: 'CVE-2026-41567', fixed: ['29.5.1'], untold: ['25.0'] },
          { id: 'CVE-2026-41568', fixed: ['29.5.1'], untold: ['25.0'] },
          { id: 'CVE-2026-42306', fixed: ['29.5.1'], untold: ['25.0'] },
        ]),
      ),
    },
    evaluate: ({ flaws }) => verdict('Docker', flaws),
  }),
  defineCheck({
    id: 'daemon.containerd-vulnerabilities',
    area: 'daemon',
    title: 'containerd has the fixes for known escapes',
    severity: 'high',
    level: 1,
    rationale: 'Images or pods read files of the host, or run commands as its root.',
    remedy:
      'Upgrade the package containerd.io, restart containerd, and create containers anew: their shims are of the old release.',
    references: ['ghsa:GHSA-xhf5-7wjv-pqxp', 'ghsa:GHSA-7jxh-36q5-gcqv'],
    tags: ['containerd', 'patching'],
    needs: {
      flaws: orAbsent(
        engineFlaws('containerd', [
          { id: 'CVE-2026-53488', fixed: ['1.7.33', '2.0.10', '2.1.9', '2.2.5', '2.3.2'] },
          { id: 'CVE-2026-53495', fixed: ['2.3.5'], untold: ['1.7', '2.0', '2.1', '2.2'] },
        ]),
      ),
    },
    evaluate: ({ flaws }) => verdict('containerd', flaws),
  }),
  defineCheck({
    id: 'daemon.runc-vulnerabilities',
    area: 'daemon',
    title: 'runc has the fixes for known escapes',
    severity: 'critical',
    level: 1,
    rationale:
      'A malicious image or container writes to files of the host, or replaces the runtime.',
    remedy: 'Upgrade the package runc, or containerd.io, which brings its own.',
    references: ['cve:CVE-2025-31133', 'cve:CVE-2026-41579'],
    tags: ['runc', 'patching'],
    needs: {
      flaws: orAbsent(
        engineFlaws('runc', [
          { id: 'CVE-2025-31133', fixed: ['1.2.8', '1.3.3', '1.4.0-rc.3'] },
          { id: 'CVE-2026-41579', fixed: ['1.3.6', '1.4.3', '1.5.0'] },
        ]),
      ),
    },
    evaluate: ({ flaws }) => verdict('runc', flaws),
  }),
  defineCheck({
    id: 'daemon.crio-vulnerabilities',
    area: 'daemon',
    title: 'CRI-O has the fix for its escape by sysctl',
    severity: 'critical',
    level: 1,
    rationale: 'A pod sets kernel.core_pattern and runs as root on the host.',
    remedy: 'Upgrade the package cri-o to the minor release of the kubelet.',
    references: ['cve:CVE-2022-0811'],
    tags: ['crio', 'kubernetes', 'patching'],
    needs: {
      flaws: orAbsent(
        engineFlaws('crio', [
          {
            id: 'CVE-2022-0811',
            fixed: ['1.19.6', '1.20.7', '1.21.6', '1.22.3', '1.23.2', '1.24.0'],
          },
        ]),
      ),
    },
    evaluate: ({ flaws }) => verdict('CRI-O', flaws),
  }),
  defineCheck({
    id: 'daemon.podman-vulnerabilities',
    area: 'daemon',
    title: 'Podman has the fixes for known escapes',
    severity: 'high',
    level: 1,
    rationale: 'Building a hostile Containerfile reads or writes the host.',
    remedy: 'Upgrade the packages podman and buildah.',
    references: ['cve:CVE-2024-11218', 'cve:CVE-2024-9407'],
    tags: ['podman', 'patching'],
    needs: {
      flaws: orAbsent(engineFlaws('podman', [{ id: 'CVE-2024-11218', fixed: ['5.3.2'] }])),
    },
    evaluate: ({ flaws }) => verdict('Podman', flaws),
  }),
];

export default checks;
