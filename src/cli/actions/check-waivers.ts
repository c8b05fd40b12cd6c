import { waive } from '../../engine/waive.ts';
import { startWaiverUse } from '../../engine/waiver-use.ts';
import { type LoadedInventory, loadInventory } from '../../inventory/load.ts';
import { UsageError } from '../../model/errors.ts';
import { didYouMean } from '../../model/nearest.ts';
import { quoted } from '../../model/quoted.ts';
import { isNamed } from '../../model/shell-pattern.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type ReportedWaiver, WAIVER_CONCERNS } from '../../model/waiver.ts';
import { loadWaivers, type WrittenWaiver } from '../../policy/load-accepted.ts';
import { catalogueWith, type OwnCheckPaths } from '../own-checks.ts';
import type { StoreOptions } from '../run-store.ts';
import { graveConcerns } from '../waiver-concerns.ts';
import { withReport } from '../with-runs.ts';

export interface CheckWaiversOptions extends OwnCheckPaths, StoreOptions {
  readonly inventory?: string | undefined;
  /** A run that ended: its folder, or as the store knows it. */
  readonly run?: string | undefined;
  readonly expiringDays: number;
  readonly strict?: true | undefined;
}

/**
 * Says whether files of waivers are right, and which waivers somebody has to look at.
 * @returns the exit status: 1 where `strict` fails.
 */
export async function checkWaivers(
  paths: readonly string[],
  options: CheckWaiversOptions,
): Promise<number> {
  const written = loadWaivers(
    paths,
    catalogueWith(options).checks.map(({ id }) => id),
  );
  if (options.inventory !== undefined) {
    refuseUnknownScopes(written, loadInventory(options.inventory));
  }
  const reported = await reportedOf(written, options);
  for (const waiver of reported) {
    for (const line of linesOf(waiver, options)) console.log(line);
  }
  const files = `${paths.length} file${paths.length === 1 ? '' : 's'}`;
  console.log(`${files} valid: ${reported.length} waiver${reported.length === 1 ? '' : 's'}`);
  const grave = options.strict ? graveConcerns(reported) : [];
  if (grave.length > 0) console.error(`hostward: --strict fails:\n  ${grave.join('\n  ')}`);
  return grave.length > 0 ? 1 : 0;
}

/** Without a run, what a waiver covers cannot be told: only its dates and its breadth. */
async function reportedOf(
  written: readonly WrittenWaiver[],
  { run, expiringDays, store }: CheckWaiversOptions,
): Promise<readonly ReportedWaiver[]> {
  const waivers = written.map(({ waiver }) => waiver);
  const use = startWaiverUse(waivers);
  if (run === undefined) {
    return use.finish(new Date().toISOString(), expiringDays).map((waiver) => ({
      ...waiver,
      concerns: waiver.concerns.filter((each) => each !== 'unused'),
    }));
  }
  return await withReport(run, { store }, async (report) => {
    for await (const host of report.hosts()) {
      use.add(host.status === 'audited' ? waive(host, waivers) : host);
    }
    return use.finish(report.run.startedAt, expiringDays);
  });
}

function linesOf(waiver: ReportedWaiver, { run }: CheckWaiversOptions): readonly string[] {
  const { id, owner, approver, expiresOn, accepts, concerns } = waiver;
  const used = run === undefined ? '' : `, accepts ${accepts} finding${accepts === 1 ? '' : 's'}`;
  return [
    `${visibleLine(id)}  ${visibleLine(owner)}, until ${expiresOn}${used}`,
    ...concerns.map((concern) => `  ${WAIVER_CONCERNS[concern]}`),
    ...(owner === approver ? ['  advice: let somebody approve it who does not own it'] : []),
  ];
}

/** A host or group that the inventory does not have is covered by nothing, for ever. */
function refuseUnknownScopes(
  written: readonly WrittenWaiver[],
  { hosts, groups }: LoadedInventory,
): void {
  const names = { hosts: hosts.map(({ name }) => name), groups };
  const problems = written.flatMap(({ waiver, position }) =>
    (['hosts', 'groups'] as const).flatMap((kind) =>
      waiver.scope[kind].flatMap((name, n) =>
        names[kind].some((each) => isNamed([name], each))
          ? []
          : [
              `${position(['scope', kind, n])} ${quoted(name)} is none of the inventory's ${kind}${didYouMean(name, names[kind])}`,
            ],
      ),
    ),
  );
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}
