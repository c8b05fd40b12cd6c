import type { CheckMeta } from '../../model/check.ts';
import { absent, type Observation } from '../../model/observation.ts';
import {
  type CheckVerdict,
  type Mismatch,
  notApplicable,
  passUnless,
} from '../../model/verdict.ts';
import { derived, type Fact } from '../../probes/fact.ts';
import { type ModuleExposure, moduleExposures } from '../../probes/modules/module-exposure.ts';
import type { Mount } from '../../probes/mounts/mountinfo.ts';
import { mounts } from '../../probes/mounts/mounts.ts';
import { sysctl } from '../../probes/sysctl/sysctl.ts';
import { defineCheck, orAbsent } from '../define-check.ts';

/** Modules that a host should not be able to load. */
export interface ModuleRow extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale'> {
  /** Below `modules.`. */
  readonly id: string;
  /** By their own names; dashes count as underscores. */
  readonly modules: readonly [string, ...string[]];
  /** With blanks between them. */
  readonly references?: string;
  /** The kernel asks for them by alias alone (`net-pf-21`, `fs-hfs`), and so a blacklist is enough. */
  readonly byAlias?: true;
  /**
   * One that somebody uses, or whose file system is mounted, is there for a reason: `each` for itself, or for
   * `all` of them, which work together.
   */
  readonly whereUsed?: 'each' | 'all';
  /** Loaded is all that counts: what loads it is root, on purpose. */
  readonly loadedOnly?: true;
  /** Line disciplines: only root can ask for them where dev.tty.ldisc_autoload is 0. */
  readonly lineDiscipline?: true;
  /** A path whose presence says that the host needs them, and why. */
  readonly needed?: { readonly fact: Fact<unknown>; readonly reason: string };
}

/** An image is judged by its files: what only a running system knows is then not there. */
const whereBooted = <T>(fact: Fact<T>) =>
  orAbsent(
    derived(
      `where-booted:${fact.key}`,
      { fact },
      ({ fact: seen }): Observation<T> =>
        seen.state === 'unsupported' ? absent(seen.reason) : seen,
    ),
  );

const AUTOLOAD = whereBooted(sysctl('dev.tty.ldisc_autoload'));
const MOUNTED = whereBooted(mounts);

export function moduleChecks(rows: readonly ModuleRow[]) {
  return rows.map((row) => {
    const { id, modules, references = '', title, severity, level, rationale, needed } = row;
    const names = modules.map((name) => name.replaceAll('-', '_'));
    return defineCheck({
      id: `modules.${id}`,
      area: 'modules',
      title,
      severity,
      level,
      rationale,
      remedy: remedyOf(names, id),
      repair: { kind: 'modules', names },
      references: ['man:modprobe.d(5)', ...references.split(' ').filter((part) => part !== '')],
      tags: ['kernel', 'modules'],
      needs: {
        modules: orAbsent(moduleExposures(names)),
        ...(row.whereUsed ? { mounted: MOUNTED } : {}),
        ...(row.lineDiscipline ? { autoload: AUTOLOAD } : {}),
        ...(needed ? { needed: whereBooted(needed.fact) } : {}),
      },
      evaluate: (seen: Evidence) => judgeModules(row, seen),
    });
  });
}

interface Evidence {
  readonly modules?: readonly ModuleExposure[] | undefined;
  readonly mounted?: readonly Mount[] | undefined;
  readonly autoload?: string | undefined;
  readonly needed?: unknown;
}

function judgeModules(
  row: ModuleRow,
  { modules, mounted, autoload, needed }: Evidence,
): CheckVerdict {
  if (modules === undefined) return notApplicable('the kernel is built without loadable modules');
  if (row.needed && needed !== undefined) return notApplicable(row.needed.reason);
  const used = row.whereUsed ? usedOf(modules, mounted ?? []) : [];
  const [first] = used;
  if (first !== undefined && (row.whereUsed === 'all' || used.length === modules.length)) {
    return notApplicable(`${first.name} is in use`);
  }
  const asked = modules.filter((module) => !used.includes(module));
  const wrong = asked.filter(({ state }) => isWrong(row, state, autoload));
  return passUnless(
    wrong.map(
      ({ name, state }): Mismatch => ({
        subject: `module ${name}`,
        expected: row.loadedOnly ? 'not loaded' : 'not loaded, and refused by modprobe',
        actual: STATES[state],
      }),
    ),
    summaryOf(modules),
  );
}

function usedOf(
  modules: readonly ModuleExposure[],
  mounted: readonly Mount[],
): readonly ModuleExposure[] {
  const types = new Set(mounted.map(({ type }) => type.replace(/^nfs4$/, 'nfs')));
  return modules.filter(({ name, users }) => users > 0 || types.has(name));
}

function isWrong(
  { byAlias, loadedOnly, lineDiscipline }: ModuleRow,
  state: ModuleExposure['state'],
  autoload: string | undefined,
): boolean {
  if (state === 'loaded' || state === 'builtIn') return true;
  if (loadedOnly || (lineDiscipline && autoload === '0')) return false;
  return state === 'loadable' || (state === 'blacklisted' && byAlias !== true);
}

const STATES: Readonly<Record<ModuleExposure['state'], string>> = {
  loaded: 'loaded',
  builtIn: 'built into the kernel',
  loadable: 'can be loaded',
  blacklisted: 'blacklisted, which stops no request by name',
  refused: 'refused by modprobe',
  sealed: 'not loaded, and the kernel loads nothing more',
  missing: 'not installed',
};

function summaryOf(modules: readonly ModuleExposure[]): string {
  const [first, ...rest] = modules;
  if (first !== undefined && rest.length === 0) return `${first.name}: ${STATES[first.state]}`;
  const missing = modules.filter(({ state }) => state === 'missing').length;
  return `none of ${modules.length} modules is loaded or can be; ${missing} are not installed`;
}

function remedyOf(names: readonly string[], id: string): string {
  const file = `/etc/modprobe.d/${id}.conf`;
  return (
    `Run \`for m in ${names.join(' ')}; do printf 'install %s /bin/false\\nblacklist %s\\n' $m $m; done > ${file}\`, ` +
    'unload what is loaded with `modprobe -r`, and build the initramfs anew (`update-initramfs -u` or `dracut -f`). ' +
    'What is built into the kernel takes another kernel.'
  );
}
