import checks from '../../../checks/image/stored.ts';
import { checkIn } from '../../support/check-in.ts';
import { processesOf, recording } from '../../support/container-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const KEY = 'container_settings:';
const docker = recording('docker-cgroup-v1');
const idle = { 'processes:': processesOf(docker) };
const ID = 'b'.repeat(64);
const OTHER = 'c'.repeat(64);
const C = 'd'.repeat(64);

const file = (path: string, ...lines: readonly string[]) =>
  [`file ${path}`, ...lines, 'whole', ''].join('\n');
const set = (...words: readonly string[]) => ['set', ...words].join('\t');
const dockerImage = (id: string, ...lines: readonly string[]) =>
  file(`/var/lib/docker/image/overlay2/imagedb/content/sha256/${id}`, ...lines);
const tags = (name: string, tag: string, id = ID) =>
  file(
    '/var/lib/docker/image/overlay2/repositories.json',
    set('Repositories', name, `${name}:${tag}`, `"sha256:${id}"`),
  );
/** As Docker keeps what it pulled: by tag and by digest. */
const pulled = (name: string, tag: string) =>
  file(
    '/var/lib/docker/image/overlay2/repositories.json',
    set('Repositories', name, `${name}:${tag}`, `"sha256:${ID}"`),
    set('Repositories', name, `${name}@sha256:${'e'.repeat(64)}`, `"sha256:${ID}"`),
  );
const container = (id = ID) =>
  file(`/var/lib/docker/containers/${C}/config.v2.json`, set('Image', `"sha256:${id}"`));
const podmanImage = (...lines: readonly string[]) => {
  const blob = Buffer.from(`sha256:${ID}`).toString('base64');
  const folder = '/var/lib/containers/storage/overlay-images';
  return (
    file(
      `${folder}/images.json`,
      set('0', 'id', `"${ID}"`),
      set('0', 'names', '0', '"quay.io/a/app:2"'),
    ) +
    file(`${folder}/${ID}/=${blob}`, ...lines) +
    file(
      '/var/lib/containers/storage/overlay-containers/containers.json',
      set('0', 'id', `"${C}"`),
      set('0', 'image', `"${ID}"`),
    )
  );
};
const given = (...files: readonly string[]) => ({
  [KEY]: `root /var/lib/docker\n${files.join('')}end\n`,
});

const created = (day: string) => set('created', `"${day}T00:00:00Z"`);
const NEW = created('2025-12-01');
const OLD = created('2024-12-28');
const nothing = { name: 'no image', given: { ...given(), ...idle } };
const unseen = [
  { name: 'a store that may not be read', given: { [KEY]: 'closed /var/lib/docker\nend\n' } },
  {
    name: 'a description that was cut',
    given: { [KEY]: `file /var/lib/docker/image/overlay2/imagedb/content/sha256/${ID}\nend\n` },
  },
  {
    name: 'containers with images elsewhere',
    given: { ...given(), 'processes:': processesOf(docker, 'plain') },
  },
];

testCheck(checkIn(checks, 'image.age'), {
  pass: [
    { name: 'new', given: given(dockerImage(ID, NEW), tags('nginx', '1'), container()) },
    {
      name: 'old, by the limit',
      given: given(dockerImage(ID, OLD), container()),
      params: { days: 400 },
    },
    {
      name: 'some without a date',
      given: given(dockerImage(ID, NEW), dockerImage(OTHER, created('1970-01-01')), container()),
    },
  ],
  fail: [
    {
      name: 'old',
      given: given(dockerImage(ID, OLD), tags('quay.io/a/nginx', '1'), container()),
      because: ['image quay.io/a/nginx:1: built 370 days ago'],
    },
    {
      name: 'found twice, below a data root within another',
      given: given(dockerImage(ID, OLD), tags('nginx', '1'), container(), dockerImage(ID, OLD)),
      because: ['image nginx:1: built 370 days ago'],
    },
    {
      name: 'of Podman',
      given: given(podmanImage(OLD)),
      because: ['image quay.io/a/app:2: built 370 days ago'],
    },
  ],
  notApplicable: [nothing, { name: 'without containers', given: given(dockerImage(ID, OLD)) }],
  manual: [
    { name: 'without dates', given: given(dockerImage(ID, created('1970-01-01')), container()) },
  ],
  unknown: unseen,
});

testCheck(checkIn(checks, 'image.unused-old'), {
  pass: [{ name: 'new', given: given(dockerImage(ID, NEW)) }],
  fail: [
    {
      name: 'old, without a name',
      given: given(dockerImage(ID, OLD)),
      because: ['image bbbbbbbbbbbb: built 370 days ago'],
    },
  ],
  notApplicable: [nothing, { name: 'in use', given: given(dockerImage(ID, OLD), container()) }],
  unknown: unseen,
});

const user = (name: string) => set('config', 'User', `"${name}"`);
testCheck(checkIn(checks, 'image.root-user'), {
  pass: [
    { name: 'a number', given: given(dockerImage(ID, user('10001:0')), container()) },
    { name: 'a name', given: given(podmanImage(user('app'))) },
    {
      name: 'allowed',
      given: given(dockerImage(ID), tags('nginx', '1'), container()),
      params: { allowed: ['nginx'] },
    },
    {
      name: 'allowed by its folder',
      given: given(podmanImage()),
      params: { allowed: ['quay.io/a'] },
    },
  ],
  fail: [
    {
      name: 'none',
      given: given(dockerImage(ID, user('')), tags('nginx', '1'), container()),
      because: ['image nginx:1: none, which is root'],
    },
    {
      name: 'root',
      given: given(dockerImage(ID, user('0:0')), tags('nginx', '1'), container()),
      params: { allowed: ['nginxx'] },
      because: ['image nginx:1: 0:0'],
    },
  ],
  notApplicable: [nothing, { name: 'not in use', given: given(dockerImage(ID, user(''))) }],
  unknown: unseen,
});

const inHome = (...lines: readonly string[]) =>
  podmanImage(...lines).replaceAll('/var/lib/', '/home/ada/.local/share/');

testCheck(checkIn(checks, 'image.secrets-in-history'), {
  pass: [
    { name: 'none', given: given(dockerImage(ID)) },
    {
      name: 'allowed',
      given: given(dockerImage(ID, 'env\tA_TOKEN')),
      params: { allowed: ['A_TOKEN'] },
    },
  ],
  fail: [
    {
      name: 'variable and step',
      given: given(dockerImage(ID, 'env\tA_TOKEN', 'history\tA_TOKEN', 'history\tURL')),
      because: ['image bbbbbbbbbbbb, A_TOKEN: has a value', 'image bbbbbbbbbbbb, URL: has a value'],
    },
    {
      name: 'of root and of an account',
      given: given(podmanImage('env\tA_TOKEN'), inHome('env\tA_TOKEN')),
      because: [
        'image quay.io/a/app:2, A_TOKEN: has a value',
        'image quay.io/a/app:2 of /home/ada, A_TOKEN: has a value',
      ],
    },
  ],
  notApplicable: [nothing],
  unknown: unseen,
});

testCheck(checkIn(checks, 'image.trusted-registries'), {
  pass: [
    {
      name: 'of a folder of Docker Hub',
      given: given(dockerImage(ID), pulled('nginx', '1')),
      params: { registries: ['docker.io/library'] },
    },
  ],
  fail: [
    {
      name: 'of nobody',
      given: given(dockerImage(ID), pulled('evil/nginx', '1'), dockerImage(OTHER), podmanImage()),
      params: { registries: ['docker.io/library', 'quay.io.example.com'] },
      because: [
        'image evil/nginx:1: docker.io',
        `image evil/nginx@sha256:${'e'.repeat(64)}: docker.io`,
        'image quay.io/a/app:2: quay.io',
      ],
    },
    {
      name: 'loaded, by the name of a registry',
      given: given(dockerImage(ID), tags('quay.example.com/a', '1')),
      params: { registries: ['docker.io/library'] },
      because: ['image quay.example.com/a:1: quay.example.com'],
    },
  ],
  notApplicable: [
    nothing,
    { name: 'built here', given: given(dockerImage(ID), tags('localhost/a', '1')) },
    { name: 'imported', given: given(dockerImage(ID), tags('base', '1')) },
  ],
  manual: [{ name: 'without a list', given: given(podmanImage()) }],
  unknown: unseen,
});
