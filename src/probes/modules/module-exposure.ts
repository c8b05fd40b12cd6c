import { absent, failed, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { kernelRelease } from '../kernel/kernel-release.ts';
import { sysctl } from '../sysctl/sysctl.ts';
import { type LoadedModules, loadedModules } from './loaded-modules.ts';
import {
  doesNothing,
  installLine,
  isBlacklisted,
  type ModprobeLine,
  modprobeConfig,
} from './modprobe-config.ts';
import { type ModuleFile, moduleFile, moduleTrees } from './module-trees.ts';

/** How far the code of one module is from running. */
export interface ModuleExposure {
  readonly name: string;
  /**
   * `refused`: modprobe would run a command that does nothing. `blacklisted`: only a request by alias is
   * refused. `sealed`: the kernel loads nothing more. `missing`: no kernel has it.
   */
  readonly state:
    | 'loaded'
    | 'builtIn'
    | 'loadable'
    | 'blacklisted'
    | 'refused'
    | 'sealed'
    | 'missing';
  /** How many use it now. */
  readonly users: number;
}

/**
 * By module: what depmod has it rest on (kernel 6.12). modprobe runs the install command of these too, and
 * goes no further where it fails.
 */
const RESTS_ON: Readonly<Record<string, string>> = {
  dccp_ipv4: 'dccp',
  dccp_ipv6: 'dccp',
  dccp_diag: 'dccp',
  sctp_diag: 'sctp',
  tipc_diag: 'tipc',
  rds_tcp: 'rds',
  rds_rdma: 'rds',
  nfsv2: 'nfs',
  nfsv3: 'nfs',
  nfsv4: 'nfs',
  algif_aead: 'af_alg',
  algif_hash: 'af_alg',
  algif_skcipher: 'af_alg',
  algif_rng: 'af_alg',
  vhost_net: 'vhost',
};

interface Seen {
  readonly loaded: Observation<LoadedModules>;
  readonly trees: Observation<readonly string[]>;
  readonly config: Observation<readonly ModprobeLine[]>;
  readonly disabled: Observation<string>;
  readonly release: Observation<unknown>;
}

/**
 * Modules by name with underscores. Absent where the kernel has no loadable modules: what is built into it
 * is the build's affair.
 */
export function moduleExposures(names: readonly string[]): Derived<readonly ModuleExposure[]> {
  const asked = new Set(names.flatMap((name) => [name, RESTS_ON[name] ?? name]));
  const files = [...asked].map((name): [string, Fact<ModuleFile>] => [
    `file:${name}`,
    moduleFile(name),
  ]);
  const from: Record<string, Fact<unknown>> = {
    ...Object.fromEntries(files),
    loaded: loadedModules,
    trees: moduleTrees,
    config: modprobeConfig,
    disabled: sysctl('kernel.modules_disabled'),
    release: kernelRelease,
  };
  return derived(`module-exposures:${names.join(',')}`, from, (inputs: unknown) => {
    const seen = inputs as Seen;
    const gap = blindness(seen);
    if (gap !== undefined) return gap;
    const found: ModuleExposure[] = [];
    for (const name of names) {
      const file = (of: string) =>
        (inputs as Record<string, Observation<ModuleFile>>)[`file:${of}`];
      const exposure = exposureOf(name, file(name), seen);
      if (exposure.state !== 'value') return exposure;
      const base = RESTS_ON[name];
      const ground = base === undefined ? undefined : exposureOf(base, file(base), seen);
      found.push(stopped(exposure.value, ground));
    }
    return value(found);
  });
}

/** What can be loaded, unless that on which it rests is refused. */
function stopped(
  exposure: ModuleExposure,
  ground: Observation<ModuleExposure> | undefined,
): ModuleExposure {
  const isOpen = exposure.state === 'loadable' || exposure.state === 'blacklisted';
  const isRefused = ground?.state === 'value' && ground.value.state === 'refused';
  return isOpen && isRefused ? { ...exposure, state: 'refused' } : exposure;
}

function blindness({ loaded, trees, disabled, release }: Seen): Gap | undefined {
  const booted = release.state !== 'unsupported';
  if (booted && release.state !== 'value') return noAnswer(release);
  if (booted && disabled.state === 'absent') {
    return absent('the kernel is built without loadable modules');
  }
  if (booted && disabled.state !== 'value') return disabled;
  if (booted && loaded.state !== 'value') return noAnswer(loaded);
  return trees.state === 'value' ? undefined : noAnswer(trees);
}

/** That a list is not there does not say that there is no module. */
const noAnswer = (gap: Gap): Gap => (gap.state === 'absent' ? failed(gap.reason) : gap);

function exposureOf(
  name: string,
  file: Observation<ModuleFile> | undefined,
  { loaded, config, disabled }: Seen,
): Observation<ModuleExposure> {
  const users = loaded.state === 'value' ? loaded.value.get(name) : undefined;
  const answer = (state: ModuleExposure['state']) => value({ name, state, users: users ?? 0 });
  if (users !== undefined) return answer('loaded');
  if (file === undefined) return failed(`module ${name} was not looked for`);
  if (file.state !== 'value') return file;
  if (file.value.builtIn) return answer('builtIn');
  if (!file.value.loadable) return answer('missing');
  if (disabled.state === 'value' && disabled.value === '1') return answer('sealed');
  if (config.state !== 'value') return config;
  const command = installLine(config.value, name);
  if (command !== undefined && doesNothing(command.rest)) return answer('refused');
  return answer(isBlacklisted(config.value, name) ? 'blacklisted' : 'loadable');
}
