import { absent, type Gap, type Observation, value } from '../../model/observation.ts';
import { valueAt } from '../engines/config-layers.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { staticPodFlags } from './static-pods.ts';
import { parseYamlFile } from './yaml-file.ts';

/** Which certificates one etcd of the host asks for. */
export interface EtcdSettings {
  readonly path: string;
  readonly clients: boolean;
  readonly peers: boolean;
  /** It makes certificates for itself, which nobody can verify. */
  readonly automatic: boolean;
}

const RANCHER = ['k3s', 'rke2'].map((name) => `/var/lib/rancher/${name}/server/db/etcd/config`);

const READ: Readonly<Record<string, Fact<string>>> = Object.fromEntries(
  RANCHER.map((path) => [path, fileText(path)]),
);

/** Of kubeadm and RKE2 by static pod, of k3s by its file. Absent where none of them is there. */
export const etcdSettings: Derived<readonly EtcdSettings[]> = derived(
  'etcd-settings:',
  { pod: staticPodFlags('etcd'), files: derived('etcd-files:', READ, (seen) => value(seen)) },
  ({ pod, files }): Observation<readonly EtcdSettings[]> => {
    if (pod.state !== 'value' && pod.state !== 'absent') return pod;
    if (files.state !== 'value') return files;
    const found: EtcdSettings[] = [];
    for (const [path, text] of Object.entries(files.value)) {
      const one = ofFile(path, text);
      if (one.state === 'absent') continue;
      if (one.state !== 'value') return one;
      found.push(one.value);
    }
    // The static pod of RKE2 names that file and no flags of its own.
    if (pod.state === 'value' && !Object.hasOwn(pod.value.flags, 'config-file')) {
      found.push(ofFlags(pod.value.path, pod.value.flags));
    }
    if (found.length > 0) return value(found);
    return pod.state === 'value' ? unreadFile(pod.value.path) : absent('no etcd is set up here');
  },
);

const unreadFile = (path: string): Gap => ({
  state: 'failed',
  reason: `${path} names a settings file that is not collected`,
});

const ofFlags = (path: string, flags: Readonly<Record<string, string>>): EtcdSettings => ({
  path,
  clients: flags['client-cert-auth'] === 'true',
  peers: flags['peer-client-cert-auth'] === 'true',
  automatic: flags['auto-tls'] === 'true' || flags['peer-auto-tls'] === 'true',
});

function ofFile(path: string, text: Observation<string>): Observation<EtcdSettings> {
  if (text.state !== 'value') return text;
  const parsed = parseYamlFile({ path, content: text.value });
  if (parsed.state !== 'value') return parsed;
  const isOn = (...keys: readonly string[]): boolean => valueAt(parsed.value.table, keys) === true;
  const side = 'transport-security';
  return value({
    path,
    clients: isOn(`client-${side}`, 'client-cert-auth'),
    peers: isOn(`peer-${side}`, 'client-cert-auth'),
    automatic: isOn(`client-${side}`, 'auto-tls') || isOn(`peer-${side}`, 'auto-tls'),
  });
}
