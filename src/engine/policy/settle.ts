import { parameterNames } from '../../kit/parameters.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { ProfileChanges, ProfilePath } from '../../model/profile.ts';
import { quoted } from '../../model/quoted.ts';
import type { Catalogue } from './catalogue.ts';
import type { Changer, Draft, DraftCheck } from './draft.ts';

/** Lays `severities` and `parameters` over a draft. What changes nothing is a problem. */
export function settle(
  before: Draft,
  { severities = {}, parameters = {} }: ProfileChanges,
  by: Changer,
  catalogue: Catalogue,
): Draft {
  const draft = new Map(before);
  for (const [id, severity] of Object.entries(severities)) {
    const path = ['severities', id];
    const taken = takenCheck(draft, id, path, by, catalogue);
    if (taken === undefined) continue;
    if (taken.severity === severity) {
      complain(by, path, `${id} is of severity ${severity} already; take the line away`);
    } else draft.set(id, { ...taken, severity, severityFrom: by.name });
  }
  for (const [id, values] of Object.entries(parameters)) {
    const taken = takenCheck(draft, id, ['parameters', id], by, catalogue);
    if (taken !== undefined) draft.set(id, withParameters(taken, values, by));
  }
  return draft;
}

const complain = ({ position, problems }: Changer, path: ProfilePath, problem: string): void => {
  problems.push(`${position(path, 'value')} ${problem}`);
};

function takenCheck(
  draft: Draft,
  id: string,
  path: ProfilePath,
  { name, position, problems }: Changer,
  { checks }: Catalogue,
): DraftCheck | undefined {
  const taken = draft.get(id);
  if (taken !== undefined) return taken;
  const ids = checks.map((check) => check.id);
  const problem = ids.includes(id)
    ? `${name} does not take ${id}; include it, or take the line away`
    : `there is no check ${quoted(id)}${didYouMean(id, ids)}`;
  problems.push(`${position(path, 'key')} ${problem}`);
  return undefined;
}

/** The check with parameters as written so far and these; as it was where they are wrong. */
function withParameters(taken: DraftCheck, values: unknown, by: Changer): DraftCheck {
  const { check, written, paramsFrom } = taken;
  const path: ProfilePath = ['parameters', check.id];
  const names = parameterNames(check);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    complain(by, path, `expected a map of parameters: ${names.join(', ')}`);
    return taken;
  }
  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  for (const name of unknown) {
    const known = names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`;
    const problem = `${check.id} has no parameter ${quoted(name)}; ${known}${didYouMean(name, names)}`;
    by.problems.push(`${by.position([...path, name], 'key')} ${problem}`);
  }
  const merged = { ...written, ...values };
  const parsed = check.params?.safeParse(merged);
  if (unknown.length > 0 || parsed === undefined) return taken;
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      complain(
        by,
        [...path, ...issue.path.map(stepOf)],
        `${issue.path.join('.')}: ${issue.message}`,
      );
    }
    return taken;
  }
  refuseSame(taken, Object.keys(values), parsed.data, by);
  const from = Object.fromEntries(Object.keys(values).map((name) => [name, by.name]));
  return { ...taken, written: merged, paramsFrom: { ...paramsFrom, ...from } };
}

const stepOf = (step: PropertyKey): string | number =>
  typeof step === 'number' ? step : String(step);

function refuseSame(
  { check, written }: DraftCheck,
  names: readonly string[],
  after: unknown,
  by: Changer,
): void {
  const before: unknown = check.params?.parse(written);
  for (const name of names) {
    const [was, is] = [parameterOf(before, name), parameterOf(after, name)].map((v) =>
      JSON.stringify(v),
    );
    if (was === is) {
      const problem = `${name} of ${check.id} is ${was ?? 'not set'} already; take the line away`;
      complain(by, ['parameters', check.id, name], problem);
    }
  }
}

const parameterOf = (params: unknown, name: string): unknown =>
  typeof params === 'object' && params !== null
    ? (params as Readonly<Record<string, unknown>>)[name]
    : undefined;
