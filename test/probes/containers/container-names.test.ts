import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerNames } from '../../../src/probes/containers/container-names.ts';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

function namesOf(stdout: string) {
  const seen = containerNames.parse({ exit: 0, stdout, stderr: '' });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return Object.fromEntries(seen.value);
}

describe('Docker', () => {
  const file = `/var/lib/docker/containers/${A}/config.v2.json`;

  it('names a container after its labels and before its volumes', () => {
    const lines = [
      '"Image":"nginx:1.27"',
      '"Name":"/a label"',
      '"Image":"sha256:01"',
      '"Name":"/web"',
      '"Name":"volume"',
    ];
    expect(namesOf(lines.map((line) => `${file}:${line}\n`).join(''))).toEqual({
      [A]: { name: 'web', image: 'nginx:1.27', engine: 'docker', sandbox: false, remapped: false },
    });
  });

  it('keeps containers of a daemon that remaps users apart', () => {
    const remapped = `/var/lib/docker/231072.231072/containers/${A}/config.v2.json`;
    expect(namesOf(`${remapped}:"Name":"/web"\n`)[A]?.remapped).toBe(true);
  });

  it('names containers of a pod as Kubernetes does', () => {
    const of = (name: string) => namesOf(`${file}:"Name":"/${name}"\n`)[A];
    expect(of('k8s_app_shop-7d_prod_8c0e_0')).toMatchObject({
      name: 'prod/shop-7d/app',
      sandbox: false,
    });
    expect(of('k8s_POD_shop-7d_prod_8c0e_0')).toMatchObject({
      name: 'prod/shop-7d/pause',
      sandbox: true,
    });
  });
});

it('names containers of Podman and CRI-O, one file for all', () => {
  const file = '/var/lib/containers/storage/overlay-containers/containers.json';
  expect(
    namesOf(
      `${file}:"id":"${A}","names":["web"\n${file}:\\"image-name\\":\\"docker.io/library/nginx:1.27\n` +
        `${file}:"id":"${B}","names":["k8s_POD_shop_prod_8c0e_0"\n${file}:\\"image-name\\":\\"registry.k8s.io/pause:3.9\n`,
    ),
  ).toEqual({
    [A]: { name: 'web', image: 'docker.io/library/nginx:1.27', sandbox: false, remapped: false },
    [B]: {
      name: 'prod/shop/pause',
      image: 'registry.k8s.io/pause:3.9',
      sandbox: true,
      remapped: false,
    },
  });
});

it('names tasks of containerd', () => {
  const task = (id: string, namespace = 'k8s.io') =>
    `/run/containerd/io.containerd.runtime.v2.task/${namespace}/${id}/config.json`;
  const cri = (id: string, key: string, text: string) =>
    `${task(id)}:"io.kubernetes.cri.${key}": "${text}"\n`;
  expect(
    namesOf(
      cri(A, 'container-name', 'app') +
        cri(A, 'container-type', 'container') +
        cri(A, 'image-name', 'docker.io/library/app:1') +
        cri(A, 'sandbox-name', 'shop') +
        cri(A, 'sandbox-namespace', 'prod') +
        `${task(B, 'default')}:"nerdctl/name":"db"\n`,
    ),
  ).toMatchObject({
    [A]: { name: 'prod/shop/app', image: 'docker.io/library/app:1', engine: 'containerd' },
    [B]: { name: 'db', engine: 'containerd', sandbox: false },
  });
});

it('shows what a hostile name hides', () => {
  const file = `/var/lib/docker/containers/${A}/config.v2.json`;
  expect(namesOf(`${file}:"Name":"/a\u001b[31m"\n`)[A]?.name).toBe('a\\u{1b}[31m');
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 2 }), (stdout, exit) => {
      expect(containerNames.parse({ exit, stdout, stderr: '' })).toHaveProperty('state');
    }),
  );
});
