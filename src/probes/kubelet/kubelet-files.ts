import { denied, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';
import { parseYamlFile, type YamlFile } from './yaml-file.ts';

/** Where kubeadm, EKS, AKS, GKE and others keep kubelet's settings file. */
const CONFIGS = [
  '/var/lib/kubelet/config.yaml',
  '/etc/kubernetes/kubelet/config.json',
  '/etc/kubernetes/kubelet/kubelet-config.json',
  '/etc/kubernetes/kubelet/config',
  '/etc/kubernetes/kubelet-config.yaml',
  '/etc/default/kubeletconfig.json',
  '/home/kubernetes/kubelet-config.yaml',
] as const;

const FOLDERS = [
  '/etc/kubernetes/kubelet.conf.d',
  '/etc/kubernetes/kubelet/config.json.d',
  '/var/lib/rancher/k3s/agent/etc/kubelet.conf.d',
  '/var/lib/rancher/rke2/agent/etc/kubelet.conf.d',
] as const;

/** Finds the settings that a `--config` or `--config-dir` names. */
export interface KubeletFiles {
  readonly config: (path: string) => Observation<YamlFile>;
  /** Sorted by name, as kubelet merges them; a folder that is not there is an empty list. */
  readonly folder: (path: string) => Observation<readonly YamlFile[]>;
}

type Seen = Readonly<Record<string, Observation<string | readonly TextFile[]>>>;

const pattern = (folder: string): string => `${folder}/*.conf`;

const READ: Readonly<Record<string, Fact<string | readonly TextFile[]>>> = Object.fromEntries([
  ...CONFIGS.map((path) => [path, fileText(path)]),
  ...FOLDERS.map((folder) => [folder, filesText(pattern(folder))]),
]);

export const kubeletFiles: Derived<KubeletFiles> = derived('kubelet-files:', READ, (seen: Seen) =>
  value({
    config: (path) => {
      const text = Object.hasOwn(seen, path) ? seen[path] : undefined;
      if (text === undefined) return failed(`kubelet reads ${path}, which is not collected`);
      if (text.state !== 'value') return text;
      const content = text.value;
      return typeof content === 'string'
        ? parseYamlFile({ path, content })
        : failed(`kubelet reads ${path}, which is a folder`);
    },
    folder: (path) => filesIn(path.replace(/\/+$/, ''), seen),
  }),
);

function filesIn(path: string, seen: Seen): Observation<readonly YamlFile[]> {
  const texts = Object.hasOwn(seen, path) ? seen[path] : undefined;
  if (texts === undefined) return failed(`kubelet reads ${path}, which is not collected`);
  if (texts.state === 'denied') return denied(texts.reason);
  if (texts.state !== 'value') return texts;
  const parsed: YamlFile[] = [];
  for (const file of typeof texts.value === 'string' ? [] : texts.value) {
    const one = parseYamlFile(file);
    if (one.state !== 'value') return one;
    parsed.push(one.value);
  }
  return value(parsed);
}
