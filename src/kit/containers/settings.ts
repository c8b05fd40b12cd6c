import {
  below,
  type ContainerSettings,
  isOfKubernetes,
  type PublishedPort,
  publishedPorts,
  sysctlsOf,
} from '../../probes/containers/container-settings.ts';
import type { SettingsFile } from '../../probes/containers/settings-files.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import { type Certain, exempt, fine, type Judge, unread, wrong } from './container-table.ts';

const NOT_FOUND = 'what its engine keeps of it was not found, or may not be read';
const DOCKER_ONLY = 'no container of Docker is running';

/** Why the variables and arguments of a container are not known. */
export const blindToConfig = ({ container }: Contained): string | undefined =>
  configOf(container.settings) === undefined ? NOT_FOUND : undefined;

/** Docker's own record before that of containerd, which repeats it. */
const configOf = (settings: ContainerSettings | undefined): SettingsFile | undefined =>
  settings?.docker ?? settings?.task;

export const secretVariables = (contained: Contained, allowed: readonly string[]): Certain =>
  wrong(
    (configOf(contained.container.settings)?.env ?? [])
      .filter((name) => !allowed.includes(name))
      .map((name) => ({
        what: `variable ${name}`,
        expected: 'no secret in the environment',
        actual: 'set',
      })),
  );

export const secretOptions = (contained: Contained, allowed: readonly string[]): Certain =>
  wrong(
    (configOf(contained.container.settings)?.options ?? [])
      .filter((name) => !allowed.includes(name))
      .map((name) => ({
        what: name === 'URL' ? 'a URL' : `option ${name}`,
        expected: 'no secret in the arguments',
        actual: name === 'URL' ? 'holds a password' : 'has a value',
      })),
  );

/** Why Docker's settings of a container are not known; undefined for one of another engine. */
export const blindToHost = ({ container: { engine, settings } }: Contained): string | undefined =>
  ['docker', 'unknown'].includes(engine) && settings?.host === undefined ? NOT_FOUND : undefined;

const isPublic = ({ address }: PublishedPort): boolean => ['', '0.0.0.0', '::'].includes(address);

/** Only Docker keeps ports in files that can be read. */
export function portBinding({ container }: Contained, allowed: readonly number[]): Certain {
  const { engine, settings = {} } = container;
  if (engine === 'podman') return exempt('Podman keeps ports in a database, which is not read');
  if (engine !== 'docker') return exempt(DOCKER_ONLY);
  return wrong(
    publishedPorts(settings)
      .filter((port) => isPublic(port) && !allowed.includes(port.port ?? 0))
      .map(({ inside, address, port = 'of the engine’s choice' }) => ({
        what: `port ${inside}`,
        expected: 'published at a chosen address',
        actual: `port ${port} of ${address === '' ? 'every address' : address}`,
      })),
  );
}

const FIRST_UNPRIVILEGED = 1024;

export function privilegedPorts({ container }: Contained, allowed: readonly number[]): Certain {
  if (container.engine !== 'docker') return exempt(DOCKER_ONLY);
  return wrong(
    publishedPorts(container.settings ?? {}).flatMap(({ inside, port = 0 }) =>
      port === 0 || port >= FIRST_UNPRIVILEGED || allowed.includes(port)
        ? []
        : [{ what: `port ${inside}`, expected: 'a port from 1024', actual: `port ${port}` }],
    ),
  );
}

/** Parameters that belong to a namespace (sysctl support of runc's configs/validate). */
const NAMESPACED = /^(net\.|kernel\.(shm|msg|sem|domainname|hostname)|fs\.mqueue\.)/;

/** Kernel parameters that open the loopback of the network namespace to others. */
const OPENS = /^net[./]ipv4[./]conf[./].+[./]route_localnet$/;

export const sysctls: Judge = ({ container: { settings } }) => {
  if (settings?.host === undefined && settings?.task === undefined) return unread(NOT_FOUND);
  return wrong(
    [...sysctlsOf(settings)].flatMap(([name, setting]) => {
      const actual = `${setting}`;
      if (!NAMESPACED.test(name)) {
        return [{ what: name, expected: 'a parameter of its own namespaces', actual }];
      }
      return OPENS.test(name) && actual !== '0' ? [{ what: name, expected: '0', actual }] : [];
    }),
  );
};

/** Judges hostconfig.json of Docker. */
const ofDocker =
  (judge: (host: SettingsFile, settings: ContainerSettings) => Certain): Judge =>
  (contained) => {
    const { engine, settings = {} } = contained.container;
    const blind = blindToHost(contained);
    if (blind !== undefined) return unread(blind);
    if (engine !== 'docker' || settings.host === undefined) return exempt(DOCKER_ONLY);
    return judge(settings.host, settings);
  };

const MOST_TRIES = 5;

export const restartPolicy: Judge = ofDocker((host, settings) => {
  if (isOfKubernetes(settings) || below(settings.docker, 'Config/Labels').some(isSwarm)) {
    return exempt('Kubernetes and Swarm bound restarts themselves');
  }
  const name = String(host.values.get('RestartPolicy/Name') ?? '');
  const tries = Number(host.values.get('RestartPolicy/MaximumRetryCount') ?? 0);
  if (name === '' || name === 'no') return fine;
  if (name === 'on-failure' && tries > 0 && tries <= MOST_TRIES) return fine;
  const actual =
    name === 'on-failure' && tries > 0 ? `${name}, ${tries} times` : `${name}, without end`;
  return wrong([{ expected: `at most ${MOST_TRIES} restarts after a failure`, actual }]);
});

const isSwarm = ([label]: readonly [string, unknown]): boolean => label.includes('swarm');

export const logLimits: Judge = ofDocker((host) => {
  const type = String(host.values.get('LogConfig/Type') ?? '');
  const size = host.values.get('LogConfig/Config/max-size');
  if (type === 'none') {
    return wrong([{ expected: 'a log', actual: 'log driver none' }]);
  }
  const isUnbounded = ['', 'json-file'].includes(type) && (size === undefined || size === '-1');
  return isUnbounded
    ? wrong([{ expected: 'max-size for its log', actual: 'json-file without max-size' }])
    : fine;
});

const LARGEST_SHM = 2 * 1024 ** 3;

export const sharedMemory: Judge = ofDocker((host) => {
  const size = Number(host.values.get('ShmSize') ?? 0);
  return size > LARGEST_SHM
    ? wrong([{ expected: 'at most 2 GiB of shared memory', actual: `${size} bytes` }])
    : fine;
});

export const cgroupParent: Judge = ofDocker((host) => {
  const parent = String(host.values.get('CgroupParent') ?? '');
  return parent === '' || /^\/?kubepods/.test(parent)
    ? fine
    : wrong([{ expected: 'the engine’s own control group', actual: parent }]);
});

export const healthCheck: Judge = ofDocker((_, settings) => {
  if (isOfKubernetes(settings)) return exempt('Kubernetes asks containers itself');
  const test = settings.docker?.values.get('Config/Healthcheck/Test/0');
  if (test !== undefined && test !== 'NONE') return fine;
  return wrong([{ expected: 'a health check', actual: test === 'NONE' ? 'switched off' : 'none' }]);
});

/** An image by its id is as fixed as one by its digest. */
const isPinned = (image: string): boolean =>
  /(@|^)sha256:[0-9a-f]{64}$|^[0-9a-f]{12,64}$/.test(image);

/** The tag of a reference, after the last slash: a registry may have a port. */
const tagOf = (image: string): string | undefined =>
  /:([^:/]+)$/.exec(image.split('/').at(-1) ?? '')?.[1];

export const imageTag: Judge = ({ container: { image } }) => {
  if (image === undefined) return unread('the name of its image was not read');
  if (isPinned(image) || !['latest', undefined].includes(tagOf(image))) return fine;
  return wrong([{ expected: 'a version or a digest', actual: image }]);
};

export const imageDigest: Judge = ({ container: { image } }) => {
  if (image === undefined) return unread('the name of its image was not read');
  return isPinned(image) ? fine : wrong([{ expected: 'an image by its digest', actual: image }]);
};
