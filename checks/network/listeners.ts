import { z } from 'zod';
import {
  abstractSockets,
  defineCheck,
  isLoopback,
  isWildcard,
  type Mismatch,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  runningCommands,
  tcp4Listeners,
  tcp6Listeners,
} from '../../src/index.ts';

const needs = { tcp4: required(tcp4Listeners), tcp6: orAbsent(tcp6Listeners) };

interface OpenPort {
  readonly address: string;
  readonly port: number;
}

const beyondLoopback = (listeners: readonly OpenPort[]): readonly OpenPort[] =>
  listeners.filter(({ address }) => !isLoopback(address) && !/^::ffff:7f/i.test(address));

/** Ports without authentication: nothing may listen there for others, whoever it is. */
const NEVER: Readonly<Record<number, string>> = {
  2375: 'the Docker API without TLS',
  4243: 'the Docker API without TLS, as once usual',
  10255: 'the kubelet’s port without authentication',
};

/** Ports of control planes: right on a node that has the part, for a person to say. */
const CONTROL: Readonly<Record<number, string>> = {
  2376: 'Docker API with TLS',
  2377: 'Swarm management',
  2379: 'etcd clients',
  2380: 'etcd peers',
  6443: 'Kubernetes API',
  10257: 'kube-controller-manager',
  10259: 'kube-scheduler',
};

/** Ports that many programs use: they count where the program runs. */
const SHARED: readonly (readonly [port: number, program: string])[] = [
  [5000, 'registry'],
  [8080, 'kube-apiserver'],
  [9000, 'portainer'],
  [9443, 'portainer'],
];

const enginePorts = defineCheck({
  id: 'network.engine-ports',
  area: 'network',
  title: 'Ports by which engines and clusters are controlled are not open to other networks',
  severity: 'critical',
  level: 1,
  rationale:
    'Scanners look for them day and night: an answer without authentication is root on the host within minutes.',
  remedy:
    'Close the port, bind it to 127.0.0.1 or to the network of the cluster, or name it in the parameter `expected` of this check. `ss -ltnp` shows the program.',
  references: ['cis-docker-1.6:2.7'],
  tags: ['docker', 'kubernetes'],
  params: z.object({
    /** Ports of control planes that this host is there to offer. */
    expected: z.array(z.int().min(1).max(65535)).default([]),
  }),
  needs: { ...needs, commands: required(runningCommands) },
  evaluate({ tcp4, tcp6 = [], commands }, { params: { expected } }) {
    const open = beyondLoopback([...tcp4, ...tcp6]);
    const programOf = (port: number): string | undefined =>
      CONTROL[port] ?? SHARED.find(([one, program]) => one === port && commands.has(program))?.[1];
    const wrong = open.flatMap(({ address, port }): Mismatch[] => {
      const what = NEVER[port];
      if (what === undefined) return [];
      return [
        { subject: `port ${port} of ${address}`, expected: 'closed', actual: `open: ${what}` },
      ];
    });
    const control = [...new Set(open.map(({ port }) => port))]
      .filter((port) => programOf(port) !== undefined && !expected.includes(port))
      .sort((a, b) => a - b);
    if (wrong.length === 0 && control.length > 0) {
      const list = control.map((port) => `${port} (${programOf(port)}?)`).join(', ');
      return manual(
        `Are these ports meant to be open to other networks, with authentication: ${list}?`,
      );
    }
    return passUnless(wrong, 'none of the well known ports is open beyond loopback');
  },
});

const wildcard = defineCheck({
  id: 'network.listening-wildcard',
  area: 'network',
  title: 'Sockets on every interface belong to known services',
  severity: 'medium',
  level: 1,
  rationale: 'A forgotten service that listens on all networks is the way in.',
  remedy:
    'Bind the service to 127.0.0.1, stop it, or name its port in the parameter `expected` of this check. `ss -ltnp` shows the program.',
  references: ['lynis:FIRE-4590'],
  tags: ['services'],
  params: z.object({
    /** TCP ports that may be open on every interface. */
    expected: z.array(z.int().min(1).max(65535)).default([22]),
  }),
  needs,
  evaluate({ tcp4, tcp6 = [] }, { params: { expected } }) {
    const open = [...tcp4, ...tcp6].filter(({ address }) => isWildcard(address));
    const ports = [...new Set(open.map(({ port }) => port))].sort((a, b) => a - b);
    const others = ports.filter((port) => !expected.includes(port));
    // Which program holds a socket is not read: a person has to say whose it is.
    return others.length === 0
      ? pass(
          ports.length === 0
            ? 'no TCP socket listens on every interface'
            : `ports ${ports.join(', ')}`,
        )
      : manual(`Are these TCP ports meant to be open on every interface: ${others.join(', ')}?`);
  },
});

const SWARM = 2377;

const swarm = defineCheck({
  id: 'network.swarm-address',
  area: 'network',
  title: 'Swarm management listens on a chosen address',
  severity: 'medium',
  level: 2,
  rationale: 'The control plane of the cluster is open to every network of the host.',
  remedy:
    '`docker swarm init --listen-addr ADDRESS:2377`, with the address of the cluster’s network.',
  references: ['docker-bench:7.2'],
  tags: ['docker', 'swarm'],
  needs,
  evaluate({ tcp4, tcp6 = [] }) {
    const open = [...tcp4, ...tcp6].filter(({ port }) => port === SWARM);
    if (open.length === 0) return notApplicable('nothing listens on port 2377');
    return passUnless(
      open
        .filter(({ address }) => isWildcard(address))
        .map(({ address }) => ({
          subject: `port ${SWARM}`,
          expected: 'one address',
          actual: `every address (${address})`,
        })),
      open.map(({ address }) => address).join(', '),
    );
  },
});

const abstract = defineCheck({
  id: 'network.abstract-sockets',
  area: 'network',
  title: 'No engine is controlled through an abstract socket',
  severity: 'medium',
  level: 1,
  rationale:
    'An abstract socket has no mode: each container on the host’s network, as any user, connects to the shim and starts what it likes as root (CVE-2020-15257).',
  remedy:
    'Update containerd to 1.3.9, 1.4.3 or later, then restart every container: old shims live on until then.',
  references: ['cve:CVE-2020-15257'],
  tags: ['containerd', 'docker'],
  needs: { names: required(abstractSockets) },
  evaluate({ names }) {
    const found = names.filter((name) => /containerd|docker|crio|(^|\/)shim/.test(name));
    return passUnless(
      found.map((name) => ({ subject: `@${name}`, expected: 'no such socket', actual: 'listens' })),
      `none of ${names.length} abstract sockets is an engine’s`,
    );
  },
});

export default [enginePorts, wildcard, swarm, abstract] as const;
