import { absent, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';

const KUBELET_FILE = '/var/lib/kubelet/config.yaml';

/**
 * A plain top-level value of the kubelet's settings file, as kubeadm writes it. Absent when it is not set
 * or there is no such file. What the command line sets is not seen.
 */
export function kubeletScalar(key: string): Derived<string> {
  return derived(`kubelet:${key}`, { file: fileText(KUBELET_FILE) }, ({ file }) => {
    if (file.state !== 'value') return file;
    const line = file.value.split('\n').find((text) => text.startsWith(`${key}:`));
    const [, quoted, plain] = /^\w+:\s*(?:"([^"]*)"|([^\s#]+))\s*(?:#.*)?$/.exec(line ?? '') ?? [];
    const found = quoted ?? plain;
    return found === undefined ? absent(`${KUBELET_FILE} does not set ${key}`) : value(found);
  });
}
