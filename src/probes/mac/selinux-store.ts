import { denied, type Gap, type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText } from '../files/file-text.ts';
import { stats } from '../files/stat.ts';
import { type OwnProcess, ownProcess } from '../host/own-process.ts';
import { installedPackages } from '../packages/packages.ts';
import { selinuxMode } from './mandatory-access.ts';

const STORE = '/var/lib/selinux/*/active';

/** Booleans that are set for good, by name; empty where SELinux does not enforce. */
export const storedBooleans: Derived<ReadonlyMap<string, boolean>> = derived(
  'stored-booleans:',
  { mode: selinuxMode, self: ownProcess, files: filesText(`${STORE}/booleans.local`) },
  ({ mode, self, files }): Observation<ReadonlyMap<string, boolean>> => {
    if (mode.state !== 'value') return mode;
    if (mode.value !== 'enforcing') return value(new Map());
    if (files.state !== 'value') return files;
    const hidden = closedTo(self, files.value.length);
    if (hidden !== undefined) return hidden;
    const lines = files.value.flatMap(({ content }) => content.split('\n'));
    return value(
      new Map(
        lines.flatMap((line) => {
          const [, name, set] = /^\s*([a-z0-9_]+)\s*=\s*(\w+)\s*$/i.exec(line) ?? [];
          return name === undefined ? [] : [[name, /^(1|on|true)$/i.test(set ?? '')] as const];
        }),
      ),
    );
  },
);

/** Domains that were made permissive (`semanage permissive -a`); none where SELinux does not enforce. */
export const permissiveDomains: Derived<readonly string[]> = derived(
  'permissive-domains:',
  { mode: selinuxMode, self: ownProcess, modules: stats(`${STORE}/modules/*/permissive_*`) },
  ({ mode, self, modules }): Observation<readonly string[]> => {
    if (mode.state !== 'value') return mode;
    if (mode.value !== 'enforcing') return value([]);
    if (modules.state !== 'value') return modules;
    const hidden = closedTo(self, modules.value.length);
    if (hidden !== undefined) return hidden;
    const names = modules.value.map(({ path }) => path.replace(/^.*\/permissive_/, ''));
    return value([...new Set(names)]);
  },
);

const PACKAGES = ['container-selinux', 'k3s-selinux', 'rke2-selinux'];

/** What brings the domains of containers; undefined where nothing does, or SELinux does not enforce. */
export const containerPolicy: Derived<string | undefined> = derived(
  'container-policy:',
  {
    mode: selinuxMode,
    self: ownProcess,
    packages: installedPackages,
    modules: stats(`${STORE}/modules/*/container`),
  },
  ({ mode, self, packages, modules }): Observation<string | undefined> => {
    if (mode.state !== 'value') return mode;
    if (mode.value !== 'enforcing') return value(undefined);
    const list = packages.state === 'value' ? packages.value.packages : [];
    const found = list.find(({ name }) => PACKAGES.includes(name));
    if (found !== undefined) return value(`package ${found.name} ${found.version}`);
    if (modules.state !== 'value') return modules;
    const [first] = modules.value;
    if (first !== undefined) return value(first.path);
    if (packages.state !== 'value') return packages;
    return closedTo(self, 0) ?? value(undefined);
  },
);

/** The store is root's alone, and a pattern into it finds nothing for anyone else, without a word. */
function closedTo(self: Observation<OwnProcess>, found: number): Gap | undefined {
  if (found > 0) return undefined;
  if (self.state !== 'value') return self;
  return self.value.uid === 0 ? undefined : denied('the store of SELinux is open to root alone');
}
