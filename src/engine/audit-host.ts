import type { Evidence } from '../model/evidence.ts';
import type { AuditedHost, Finding } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import type { Fact } from '../probes/fact.ts';
import { hostFacts } from '../probes/host/host-facts.ts';
import { ownProcess } from '../probes/host/own-process.ts';
import { isolation } from '../probes/isolation/isolation.ts';
import { CheckDefectError, judge } from './judge.ts';
import { type Observer, observer } from './observe.ts';
import type { Policy, PolicyCheck } from './policy.ts';

/** Facts that every audit reads beside what its checks need. */
export const AUDIT_FACTS: readonly Fact<unknown>[] = [hostFacts, isolation, ownProcess];

/** Judges recorded evidence under a policy. The same evidence and policy give the same report. */
export function auditHost(evidence: Evidence, policy: Policy): AuditedHost {
  const observe = observer(evidence.records);
  const facts = observe(hostFacts);
  const isolated = observe(isolation);
  return {
    name: evidence.host.name,
    address: evidence.host.address,
    labels: evidence.host.labels,
    ...(evidence.host.groups === undefined ? {} : { groups: evidence.host.groups }),
    status: 'audited',
    profile: policy.profile,
    privilege: evidence.privilege,
    collectedAt: evidence.collectedAt,
    durationMs: evidence.durationMs,
    ...(evidence.worker === undefined ? {} : { worker: evidence.worker }),
    ...(evidence.hostKey === undefined ? {} : { hostKey: evidence.hostKey }),
    ...(evidence.clockSkewSeconds === undefined
      ? {}
      : { clockSkewSeconds: evidence.clockSkewSeconds }),
    facts: { ...imageFacts(evidence), ...(facts.state === 'value' ? facts.value : {}) },
    containers: isolated.state === 'value' ? isolated.value : [],
    findings: policy.checks.map((check) => findingOf(check, observe, evidence.collectedAt)),
  };
}

/** What was read, where it was an image and no machine. */
function imageFacts({ image }: Evidence): Readonly<Record<string, string>> {
  if (image === undefined) return {};
  return {
    image: visibleLine(image.path),
    'image kind': `${visibleLine(image.kind, 100)}, not booted`,
    ...(image.digest === undefined ? {} : { 'image digest': visibleLine(image.digest, 100) }),
  };
}

function findingOf({ check, params }: PolicyCheck, observe: Observer, at: string): Finding {
  return { check: check.id, ...verdictOf(() => judge(check, observe, at, params)) };
}

/** A broken check costs its own answer, not the host's report. */
function verdictOf(ask: () => Verdict): Verdict {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof CheckDefectError)) throw error;
    return { outcome: 'unknown', reason: `${error.message}: ${String(error.cause)}` };
  }
}
