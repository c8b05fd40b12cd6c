import { failed, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { containerNames as reader } from '../readers/container-names.ts';

export type EngineKind = 'docker' | 'podman' | 'containerd' | 'cri-o';

/** What an engine's state files call a container. */
export interface NamedContainer {
  /** In Kubernetes `namespace/pod/container`. */
  readonly name?: string;
  readonly image?: string;
  readonly engine?: EngineKind;
  /** Holds the namespaces of a Kubernetes pod and runs nothing but `pause`. */
  readonly sandbox: boolean;
  /** Docker keeps it in the data root of a daemon that remaps users. */
  readonly remapped: boolean;
}

/** By id. Containers of users' own engines are not in it: their files lie in homes. */
export const containerNames: Probe<ReadonlyMap<string, NamedContainer>> = {
  key: 'container-names:',
  reading: { reader, arg: '' },
  parse: ({ exit, stdout, stderr }) => {
    if (exit !== 0 && stdout === '') return failed(visibleLine(stderr, 200));
    return value(namesOf(stdout));
  },
};

interface Pair {
  readonly key: string;
  readonly text: string;
}

function namesOf(stdout: string): ReadonlyMap<string, NamedContainer> {
  const names = new Map<string, NamedContainer>();
  for (const [path, pairs] of byFile(stdout)) {
    const ofPath = /\/([0-9a-f]{64})\/config(\.v2)?\.json$/.exec(path)?.[1];
    if (ofPath === undefined) {
      for (const [id, own] of byRecord(pairs)) names.set(id, fromStorage(own));
    } else if (path.endsWith('config.v2.json')) {
      names.set(ofPath, fromDocker(path, pairs));
    } else if (!names.has(ofPath)) {
      names.set(ofPath, fromTask(path, pairs));
    }
  }
  return names;
}

function byFile(stdout: string): ReadonlyMap<string, Pair[]> {
  const files = new Map<string, Pair[]>();
  for (const line of stdout.split('\n')) {
    const [, path, rest = ''] = /^(\/.*?\.json):(.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    const pairs = files.get(path) ?? [];
    for (const [, key = '', text = ''] of rest.matchAll(PAIR)) {
      pairs.push({ key, text: visibleLine(text, 256) });
    }
    files.set(path, pairs);
  }
  return files;
}

/** Also as a string within a string, where each quote stands behind a backslash. */
const PAIR = /\\?"([\w./-]+)\\?": *\[? *\\?"([^"\\]*)/g;

/** Records of one file of containers/storage: each begins with its id. */
function byRecord(pairs: readonly Pair[]): ReadonlyMap<string, Pair[]> {
  const records = new Map<string, Pair[]>();
  let record: Pair[] = [];
  for (const pair of pairs) {
    if (pair.key === 'id' && /^[0-9a-f]{64}$/.test(pair.text)) {
      record = [];
      records.set(pair.text, record);
    } else record.push(pair);
  }
  return records;
}

const first = (pairs: readonly Pair[], key: string): string | undefined =>
  pairs.find((pair) => pair.key === key)?.text;

/**
 * Labels and volumes have names too. In the order in which Docker writes the file, its own image comes
 * before the labels and its own name, which begins with a slash, after them.
 */
function fromDocker(path: string, pairs: readonly Pair[]): NamedContainer {
  const name = pairs.findLast(({ key, text }) => key === 'Name' && text.startsWith('/'))?.text;
  return named('docker', name?.slice(1), first(pairs, 'Image'), {
    remapped: /^\/var\/lib\/docker\/\d+\.\d+\/containers\//.test(path),
  });
}

function fromStorage(pairs: readonly Pair[]): NamedContainer {
  const name = first(pairs, 'names');
  return named(undefined, name, first(pairs, 'image-name'), {});
}

function fromTask(path: string, pairs: readonly Pair[]): NamedContainer {
  const cri = (key: string): string | undefined => first(pairs, `io.kubernetes.cri.${key}`);
  const sandbox = cri('container-type') === 'sandbox';
  const pod = [cri('sandbox-namespace'), cri('sandbox-name')];
  const container = sandbox ? 'pause' : cri('container-name');
  const inPod = container === undefined ? undefined : [...pod, container].filter(Boolean).join('/');
  const engine = path.includes('/moby/') ? 'docker' : 'containerd';
  return named(engine, inPod ?? first(pairs, 'nerdctl/name'), cri('image-name'), { sandbox });
}

function named(
  engine: EngineKind | undefined,
  name: string | undefined,
  image: string | undefined,
  { sandbox = false, remapped = false },
): NamedContainer {
  const pod = /^k8s_([^_]+)_([^_]+)_([^_]+)_/.exec(name ?? '');
  const isPause = sandbox || pod?.[1] === 'POD';
  const text = pod === null ? name : `${pod[3]}/${pod[2]}/${isPause ? 'pause' : pod[1]}`;
  return {
    ...(text === undefined || text === '' ? {} : { name: text }),
    ...(image === undefined || image === '' ? {} : { image }),
    ...(engine === undefined ? {} : { engine }),
    sandbox: isPause,
    remapped,
  };
}
