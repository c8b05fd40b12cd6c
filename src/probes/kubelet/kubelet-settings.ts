import { absent, type Gap, type Observation, value } from '../../model/observation.ts';
import { valueAt } from '../engines/config-layers.ts';
import { type DaemonProcess, daemons, ofHost } from '../engines/daemon-processes.ts';
import { engine } from '../engines/engines.ts';
import { type Derived, derived } from '../fact.ts';
import { fileText, textProbe } from '../files/file-text.ts';
import { parseEnvironmentFile } from '../systemd/environment-file.ts';
import { commandWords, environmentOf } from '../systemd/exec-start.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import { type KubeletFiles, kubeletFiles } from './kubelet-files.ts';
import { type KubeletFlags, type KubeletValues, parseKubeletFlags } from './kubelet-flags.ts';
import {
  type RancherConfig,
  rancherConfig,
  rancherSwitch,
  rancherWords,
} from './rancher-config.ts';
import type { YamlFile } from './yaml-file.ts';

/** kubelet's settings as it merges them: the file, then drop-ins by name, then flags. */
export interface KubeletSettings {
  /** Which kubelet: `process 812`, `kubelet.service`, `k3s`, `MicroK8s`. */
  readonly of: string;
  /** k3s and RKE2 make and renew their certificates themselves. */
  readonly rancher: boolean;
  /** Whether a settings file is in use: without one, defaults of old hold (`applyLegacyDefaults`). */
  readonly hasFile: boolean;
  /** A setting by its dotted key, and where it is from; undefined where nothing sets it. */
  readonly find: (key: string) => { readonly value: unknown; readonly from: string } | undefined;
}

const ENVIRONMENT = [
  '/var/lib/kubelet/kubeadm-flags.env',
  '/etc/default/kubelet',
  '/etc/sysconfig/kubelet',
] as const;

const MICROK8S = '/var/snap/microk8s/current/args/kubelet';

/**
 * Of the kubelet that runs; where none does, as its unit, k3s, RKE2 or MicroK8s would start it.
 * Absent when none of them is on the host.
 */
export const kubeletSettings: Derived<KubeletSettings> = derived(
  'kubelet-settings:',
  {
    installed: engine('kubelet'),
    daemons,
    service: unit('kubelet.service'),
    files: kubeletFiles,
    kubeadm: environmentFile(ENVIRONMENT[0]),
    debian: environmentFile(ENVIRONMENT[1]),
    redHat: environmentFile(ENVIRONMENT[2]),
    k3s: rancherConfig('k3s'),
    rke2: rancherConfig('rke2'),
    microk8s: fileText(MICROK8S),
  },
  (seen): Observation<KubeletSettings> => {
    const { installed, daemons: list, service, files, k3s, rke2, microk8s } = seen;
    if (files.state !== 'value') return files;
    if (list.state !== 'value' && list.state !== 'unsupported') return list;
    const [running] = list.state === 'value' ? ofHost(list.value, 'kubelet') : [];
    if (running !== undefined) return ofProcess(running, files.value);
    const blind = [installed, service, k3s, rke2, microk8s].find(isBlind);
    if (blind !== undefined) return blind;
    return ofInstalled(seen, files.value);
  },
);

interface Installed {
  readonly service: Observation<Unit>;
  readonly kubeadm: Variables;
  readonly debian: Variables;
  readonly redHat: Variables;
  readonly k3s: Observation<RancherConfig>;
  readonly rke2: Observation<RancherConfig>;
  readonly microk8s: Observation<string>;
}

/** As it would be started. */
function ofInstalled(seen: Installed, files: KubeletFiles): Observation<KubeletSettings> {
  const { service, k3s, rke2, microk8s } = seen;
  if (rke2.state === 'value') return ofRancher(rke2.value, files);
  if (k3s.state === 'value') return ofRancher(k3s.value, files);
  if (microk8s.state === 'value') {
    const words = microk8s.value.split('\n').flatMap((line) => line.trim() || []);
    return settingsOf('MicroK8s', parseKubeletFlags(words), files);
  }
  if (service.state === 'value' && !service.value.masked) {
    const variables = [seen.kubeadm, seen.debian, seen.redHat];
    return variables.find(isBlind) ?? ofUnit(service.value, valuesOf(variables), files);
  }
  return absent('neither kubelet nor k3s, RKE2 or MicroK8s is set up on this host');
}

function environmentFile(path: string) {
  return textProbe('environment-file', path, (text) => value(parseEnvironmentFile(text)));
}

const isBlind = (seen: Observation<unknown>): seen is Gap =>
  seen.state !== 'value' && seen.state !== 'absent' && seen.state !== 'unsupported';

type Variables = Observation<ReadonlyMap<string, string | undefined>>;

function valuesOf(seen: readonly Variables[]): readonly ReadonlyMap<string, string | undefined>[] {
  return seen.flatMap((one) => (one.state === 'value' ? [one.value] : []));
}

function ofProcess(
  { pid, args }: DaemonProcess,
  files: KubeletFiles,
): Observation<KubeletSettings> {
  const flags = parseKubeletFlags(args.slice(1));
  const rancher = args.some((arg) => arg.includes('/var/lib/rancher/'));
  return settingsOf(`process ${pid}`, flags, files, rancher);
}

function ofUnit(
  service: Unit,
  variables: readonly ReadonlyMap<string, string | undefined>[],
  files: KubeletFiles,
): Observation<KubeletSettings> {
  const lines = settingList(service, 'Service.Environment').map((setting) => setting.value);
  const own = environmentOf(lines);
  const variable = (name: string): string =>
    variables.findLast((one) => one.has(name))?.get(name) ?? own.get(name) ?? '';
  const command = settingList(service, 'Service.ExecStart').at(-1)?.value ?? '';
  const words = commandWords(command, variable).map(({ text }) => text);
  return settingsOf('kubelet.service', parseKubeletFlags(words.slice(1)), files);
}

/** What k3s and RKE2 tell their kubelet unless `kubelet-arg` says otherwise. */
const rancherBase = (folder: string): KubeletValues => ({
  'authentication.anonymous.enabled': false,
  'authentication.webhook.enabled': true,
  'authentication.x509.clientCAFile': `${folder}/agent/client-ca.crt`,
  'authorization.mode': 'Webhook',
  failSwapOn: false,
  readOnlyPort: 0,
  tlsCertFile: `${folder}/agent/serving-kubelet.crt`,
  tlsPrivateKeyFile: `${folder}/agent/serving-kubelet.key`,
});

function ofRancher(config: RancherConfig, files: KubeletFiles): Observation<KubeletSettings> {
  const folder = `/var/lib/rancher/${config.name}`;
  const words = rancherWords(config, 'kubelet-arg').map((word) => `--${word.replace(/^-+/, '')}`);
  const flags = parseKubeletFlags(words);
  const own = rancherSwitch(config, 'protect-kernel-defaults')
    ? { protectKernelDefaults: true }
    : {};
  const told = { folder: `${folder}/agent/etc/kubelet.conf.d`, ...flags };
  const values = { ...own, ...flags.values };
  return settingsOf(config.name, { ...told, values }, files, true, rancherBase(folder));
}

function settingsOf(
  of: string,
  { values, config, folder }: KubeletFlags,
  files: KubeletFiles,
  rancher = false,
  base: KubeletValues = {},
): Observation<KubeletSettings> {
  const main = config === undefined ? undefined : files.config(config);
  if (main !== undefined && main.state !== 'value') return missing(main, of);
  const extra = folder === undefined ? value([]) : files.folder(folder);
  if (extra.state !== 'value') return extra;
  const layers = [...(main === undefined ? [] : [main.value]), ...extra.value].toReversed();
  return value({
    of,
    rancher,
    hasFile: main !== undefined,
    find: (key) => {
      if (values[key] !== undefined) return { value: values[key], from: `a flag of ${of}` };
      return inFiles(layers, key) ?? (key in base ? { value: base[key], from: of } : undefined);
    },
  });
}

/** kubelet does not start without its settings file: what it would do cannot be told. */
const missing = (gap: Gap, of: string): Gap =>
  gap.state === 'absent' ? { state: 'failed', reason: `${of}: ${gap.reason}` } : gap;

function inFiles(layers: readonly YamlFile[], key: string) {
  for (const { path, table } of layers) {
    const found = valueAt(table, key.split('.'));
    if (found !== undefined && found !== null) return { value: found, from: path };
  }
  return undefined;
}
