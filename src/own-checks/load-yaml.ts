import { type AnyCheck, defineCheck, type Need, required } from '../kit/define-check.ts';
import { nearest } from '../model/nearest.ts';
import { quoted } from '../model/quoted.ts';
import { type CheckVerdict, notApplicable, passUnless } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Cases } from '../testing/check-cases.ts';
import { openDocument, type YamlDocument } from '../yaml/document.ts';
import type { Path } from '../yaml/location.ts';
import { parseStrictly, reportIssue } from '../yaml/structure.ts';
import { type FileRole, readTextFile } from '../yaml/text-file.ts';
import type { Judged, Requirement } from './requirement.ts';
import { FORMS, knownKeysAt, type OwnCheck, ownChecksFile } from './schema.ts';
import type { TextSource } from './text-source.ts';

/** A check of a file, with the cases that its author wrote. */
export interface WrittenCheck {
  readonly check: AnyCheck;
  readonly cases?: Cases<unknown>;
  /** `file:line:column` of its id. */
  readonly position: string;
}

const CHECKS: FileRole = { what: 'checks', danger: 'who could choose what is looked at' };

/** @throws UsageError with every problem of the file. */
export function loadYamlChecks(path: string, textOf: TextSource): readonly WrittenCheck[] {
  const document = openDocument(readTextFile(path, CHECKS).text, visibleLine(path));
  const { checks } = parseStrictly(document, ownChecksFile, knownKeysAt, CHECKS.what);
  const made = checks.map((own, n): WrittenCheck => {
    const at = ['checks', n];
    const [onlyIf, require] = (['onlyIf', 'require'] as const).map((key) =>
      (own[key] ?? []).flatMap((written, i) =>
        requirementOf(written, [...at, key, i], document, textOf),
      ),
    );
    const { cases } = own;
    return {
      check: checkOf(own, onlyIf ?? [], require ?? [], visibleLine(path)),
      ...(cases === undefined ? {} : { cases }),
      position: document.position([...at, 'id']),
    };
  });
  document.throwProblems();
  return made;
}

const KINDS = [...new Set(FORMS.flatMap(({ keys }) => keys.slice(0, 1)))];

function requirementOf(
  written: Readonly<Record<string, unknown>>,
  at: Path,
  document: YamlDocument,
  textOf: TextSource,
): readonly Requirement[] {
  const form = FORMS.find(({ keys }) => keys.every((key) => Object.hasOwn(written, key)));
  if (form === undefined) {
    document.report(at, kindProblem(written));
    return [];
  }
  const { data, error } = form.parse(written);
  if (data !== undefined) return [data(textOf)];
  const known = () => Object.keys(form.schema.shape);
  for (const issue of error.issues) {
    // What is said of the whole: several keys, or none, where one is wanted.
    if (issue.path.length === 0 && issue.code === 'custom') {
      document.report(at, `found ${Object.keys(written).join(', ')}; expected ${issue.message}`);
    } else reportIssue(document, { ...issue, path: [...at, ...issue.path] }, known, 'requirement');
  }
  return [];
}

function kindProblem(written: Readonly<Record<string, unknown>>): string {
  if (Object.hasOwn(written, 'file')) {
    return 'a file of which nothing is asked; expected "key", "hasLine" or "lacksLine"';
  }
  const [first = ''] = Object.keys(written);
  const near = nearest(first, KINDS).map((kind) => `"${kind}"`);
  const expected = near.length > 0 ? near.join(' or ') : `one of ${KINDS.join(', ')}`;
  return `a requirement of no kind: ${quoted(first)}; expected ${expected}`;
}

function checkOf(
  own: OwnCheck,
  onlyIf: readonly Requirement[],
  require: readonly Requirement[],
  origin: string,
): AnyCheck {
  const { id, area, title, severity, level = 1, rationale, remedy } = own;
  const needs: Record<string, Need<Judged, Judged>> = {};
  const named = (prefix: string, those: readonly Requirement[]): readonly string[] =>
    those.map((fact, n) => {
      needs[`${prefix}${n}`] = required(fact);
      return `${prefix}${n}`;
    });
  const conditions = named('onlyIf', onlyIf);
  const demands = named('require', require);
  return defineCheck({
    id,
    area,
    title,
    severity,
    level,
    rationale,
    remedy,
    references: own.references ?? [],
    tags: own.tags ?? [],
    origin,
    needs,
    evaluate: (seen: Readonly<Record<string, Judged>>) => judge(seen, conditions, demands),
  });
}

function judge(
  seen: Readonly<Record<string, Judged>>,
  conditions: readonly string[],
  demands: readonly string[],
): CheckVerdict {
  const of = (names: readonly string[]) => names.flatMap((name) => seen[name] ?? []);
  for (const condition of of(conditions)) {
    if ('notApplicable' in condition) return notApplicable(condition.notApplicable);
    if ('mismatch' in condition) {
      const { subject, expected, actual } = condition.mismatch;
      return notApplicable(`it is for hosts where ${subject} is ${expected}; here: ${actual}`);
    }
  }
  const asked = of(demands);
  const mismatches = asked.flatMap((each) => ('mismatch' in each ? [each.mismatch] : []));
  const gone = asked.find((each) => 'notApplicable' in each);
  if (mismatches.length === 0 && gone !== undefined) return notApplicable(gone.notApplicable);
  const notes = asked.flatMap((each) => ('note' in each ? [each.note] : []));
  return passUnless(mismatches, notes.join('; '));
}
