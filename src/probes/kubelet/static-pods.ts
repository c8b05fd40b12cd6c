import { absent, type Observation, value } from '../../model/observation.ts';
import { isTable, valueAt } from '../engines/config-layers.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { parseYamlFile } from './yaml-file.ts';

/** Flags of a program of the control plane, by the file that kubelet starts it from. */
export interface ControlPlaneFlags {
  readonly path: string;
  readonly flags: Readonly<Record<string, string>>;
}

const FOLDERS = ['/etc/kubernetes/manifests', '/var/lib/rancher/rke2/agent/pod-manifests'];

/** Absent where no static pod of the name is there. */
export function staticPodFlags(name: string): Derived<ControlPlaneFlags> {
  const from = Object.fromEntries(
    FOLDERS.map((folder) => [`${folder}/${name}.yaml`, fileText(`${folder}/${name}.yaml`)]),
  );
  return derived(`static-pod:${name}`, from, (seen): Observation<ControlPlaneFlags> => {
    for (const [path, text] of Object.entries(seen)) {
      if (text.state === 'absent') continue;
      if (text.state !== 'value') return text;
      const parsed = parseYamlFile({ path, content: text.value });
      if (parsed.state !== 'value') return parsed;
      return value({ path, flags: flagsOf(parsed.value.table) });
    }
    return absent(`no static pod ${name} is there`);
  });
}

/** Of the first container: its command and arguments. */
function flagsOf(pod: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const containers = valueAt(pod, ['spec', 'containers']);
  const first: unknown = Array.isArray(containers) ? containers[0] : undefined;
  if (!isTable(first)) return {};
  const words = [first['command'], first['args']].flat().filter((word) => typeof word === 'string');
  return Object.fromEntries(
    words.flatMap((word) => {
      const [, name, , text = 'true'] = /^--([a-z][\w-]*)(=(.*))?$/s.exec(word) ?? [];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}
