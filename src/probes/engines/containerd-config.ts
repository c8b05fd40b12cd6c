import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { type TomlFile, tomlFile, tomlFiles } from '../files/toml-file.ts';
import { patternOf } from '../readers/path-argument.ts';
import { commandWords } from '../systemd/exec-start.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';
import {
  type ConfigLayers,
  type ConfigValue,
  configList,
  configValue,
  isTable,
  shownValue,
  valueAt,
} from './config-layers.ts';
import { type DaemonProcess, daemons, ofHost } from './daemon-processes.ts';
import { type Engine, engine } from './engines.ts';

/** Settings of the containerd that the host runs for itself: its file, then what that imports. */
export interface ContainerdConfig {
  readonly layers: ConfigLayers;
  /** Plugins of the CRI (Kubernetes) that are not switched off. */
  readonly criEnabled: boolean;
}

const MAIN = '/etc/containerd/config.toml';
const IMPORTS = '/etc/containerd/conf.d/*.toml';

/** Names of the CRI plugin: bare in version 1, then per version of the settings file. */
const CRI_PLUGINS = [
  'cri',
  'io.containerd.grpc.v1.cri',
  'io.containerd.cri.v1.runtime',
  'io.containerd.cri.v1.images',
] as const;

/**
 * Absent when containerd is not on the host, or only as a child of dockerd, which writes its settings.
 * An imported file that is not collected makes the whole `failed`: it could change any setting.
 */
export const containerdConfig: Derived<ContainerdConfig> = derived(
  'config:containerd',
  {
    installed: engine('containerd'),
    daemons,
    service: unit('containerd.service'),
    main: tomlFile(MAIN),
    imported: tomlFiles(IMPORTS),
  },
  ({ installed, daemons: list, service, main, imported }): Observation<ContainerdConfig> => {
    if (installed.state !== 'value') return installed;
    if (service.state !== 'value' && service.state !== 'absent') return service;
    const started = service.state === 'value' ? service.value : undefined;
    const all = list.state === 'value' ? list.value : [];
    const source = settingsSource(installed.value, started, all, main.state === 'value');
    if (source.state !== 'value') return source;
    if (main.state === 'absent') return configOf([]);
    if (main.state !== 'value') return main;
    const wanted = importsOf(main.value);
    if (wanted.length === 0) return configOf([main.value]);
    const foreign = wanted.find((pattern) => !/^\/etc\/containerd\/conf\.d\/[^/]+$/.test(pattern));
    if (foreign !== undefined) return failed(`${MAIN} imports ${foreign}, which is not collected`);
    if (imported.state !== 'value') return imported;
    const matches = wanted.map(patternOf);
    const files = imported.value.filter(({ path }) => matches.some((m) => m.test(path)));
    return configOf([main.value, ...files]);
  },
);

/** Whether the file that is collected is the one that containerd reads. */
function settingsSource(
  { processes }: Engine,
  service: Unit | undefined,
  list: readonly DaemonProcess[],
  hasFile: boolean,
): Observation<string> {
  const dockerds = new Set(ofHost(list, 'dockerd').map(({ pid }) => pid));
  const own = processes.filter(({ parent }) => !dockerds.has(parent));
  const elsewhere = own.find(({ args }) => configFlag(args) !== MAIN);
  if (elsewhere !== undefined) {
    return failed(
      `process ${elsewhere.pid} reads ${configFlag(elsewhere.args)}, which is not collected`,
    );
  }
  if (service !== undefined && !service.masked) {
    const path = configFlag(wordsOf(service));
    return path === MAIN
      ? value(path)
      : failed(`containerd.service reads ${path}, which is not collected`);
  }
  const untold = own.find(({ args }) => args.length === 0);
  if (untold !== undefined && !hasFile) {
    return failed(`process ${untold.pid} is a containerd whose settings file is not known`);
  }
  if (own.length === 0 && processes.length > 0) {
    return absent('containerd runs for dockerd alone, which writes its settings');
  }
  return value(MAIN);
}

function wordsOf(service: Unit): readonly string[] {
  const command = settingList(service, 'Service.ExecStart').at(-1)?.value ?? '';
  return commandWords(command, () => undefined).map(({ text }) => text);
}

/** The settings file that a command line names; the usual one where it names none. */
function configFlag(words: readonly string[]): string {
  const at = words.findIndex((word) => /^(-c|--?config)$/.test(word));
  const joined = words.find((word) => /^(-c|--?config)=/.test(word));
  return joined?.slice(joined.indexOf('=') + 1) ?? (at === -1 ? MAIN : (words[at + 1] ?? MAIN));
}

function importsOf({ table }: TomlFile): readonly string[] {
  const imports = valueAt(table, ['imports']);
  return Array.isArray(imports) ? imports.filter((entry) => typeof entry === 'string') : [];
}

function configOf(layers: ConfigLayers): Observation<ContainerdConfig> {
  const disabled = configList(layers, ['disabled_plugins']);
  const off = CRI_PLUGINS.slice(0, 3).some((name) => disabled.includes(name));
  return value({ layers, criEnabled: !off });
}

/**
 * A setting of the CRI plugin, under whichever name the file's version gives the plugin.
 * Releases differ in how an import is merged, plugin by plugin (1.x) or key by key: where that
 * matters the setting cannot be told.
 */
export function criSetting(...keys: readonly string[]): Derived<ConfigValue> {
  const from = { config: containerdConfig };
  return derived(`containerd-cri:${keys.join('.')}`, from, ({ config }) => {
    if (config.state !== 'value') return config;
    const { layers } = config.value;
    const byKey = lastOf(CRI_PLUGINS, layers, keys);
    const byPlugin = lastOf(CRI_PLUGINS, strongestPlugins(layers), keys);
    if (shownValue(byKey?.value) !== shownValue(byPlugin?.value)) {
      return failed(`an import replaces the CRI settings of ${MAIN}: releases differ in how`);
    }
    return byKey === undefined ? absent(`${keys.join('.')} is not set`) : value(byKey);
  });
}

function lastOf(
  plugins: readonly string[],
  layers: ConfigLayers,
  keys: readonly string[],
): ConfigValue | undefined {
  const found = plugins.flatMap((name) => configValue(layers, ['plugins', name, ...keys]) ?? []);
  return found[0];
}

/** Each file without the plugins that a stronger file has. */
const strongestPlugins = (layers: ConfigLayers): ConfigLayers =>
  layers.map(({ path, table }, at) => {
    const plugins = valueAt(table, ['plugins']);
    if (!isTable(plugins)) return { path, table };
    const stronger = layers.slice(at + 1);
    const kept = Object.entries(plugins).filter(
      ([name]) => !stronger.some((file) => valueAt(file.table, ['plugins', name]) !== undefined),
    );
    return { path, table: { ...table, plugins: Object.fromEntries(kept) } };
  });
