import { describe, expect, it } from 'vitest';
import { checks } from '../../../checks/index.ts';
import { profiles } from '../../../checks/profiles/index.ts';
import { resolvePolicy } from '../../../src/engine/policy.ts';

const catalogue = {
  checks,
  profiles: profiles.map((profile) => ({ profile })),
  benchmarks: [],
};
const policies = new Map(
  catalogue.profiles.map((source) => [source.profile.id, resolvePolicy(source, catalogue)]),
);
const metasOf = (id: string) => (policies.get(id)?.checks ?? []).map(({ meta }) => meta);
const idsOf = (id: string) => metasOf(id).map((meta) => meta.id);

it('are called differently', () => {
  expect(policies.size).toBe(profiles.length);
});

describe('baseline and strict', () => {
  it('take every check up to their level', () => {
    expect(idsOf('strict')).toEqual(checks.map(({ id }) => id));
    const first = checks.filter(({ level }) => level === 1);
    expect(idsOf('baseline')).toEqual(first.map(({ id }) => id));
  });
});

describe('container-host', () => {
  it('takes what separates containers, and nothing of the rest of a host', () => {
    const areas = new Set(metasOf('container-host').map(({ area }) => area));
    for (const area of ['daemon', 'runtime', 'namespaces', 'seccomp', 'capabilities'] as const) {
      expect(areas).toContain(area);
    }
    for (const area of ['boot', 'ssh', 'accounts', 'logging', 'time'] as const) {
      expect(areas).not.toContain(area);
    }
  });
});

describe('kubernetes-node', () => {
  it('takes all of baseline, and what is known of kubelets', () => {
    const taken = idsOf('kubernetes-node');
    expect(taken).toEqual(expect.arrayContaining([...idsOf('baseline')]));
    const kubelet = checks.filter(
      ({ area, tags }) => area === 'kubelet' || tags.includes('kubernetes'),
    );
    expect(taken).toEqual(expect.arrayContaining(kubelet.map(({ id }) => id)));
  });
});

describe('ci', () => {
  it('stops a pipeline for nothing that a fresh machine cannot help', () => {
    const metas = metasOf('ci');
    expect(metas.every(({ severity }) => ['high', 'critical'].includes(severity))).toBe(true);
    expect(metas.filter(({ area }) => area === 'cpu' || area === 'runtime')).toEqual([]);
    expect(idsOf('ci').filter((id) => id.includes('.container-'))).toEqual([]);
    expect(idsOf('ci')).toContain('daemon.docker-socket-mode');
  });
});
