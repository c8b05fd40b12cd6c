import type { CheckMeta } from '../../src/model/check.ts';
import type { HostFailure, Privilege } from '../../src/model/host.ts';
import type {
  AuditedHost,
  FailedHost,
  Finding,
  HostReport,
  Report,
  RunInfo,
} from '../../src/model/run.ts';
import type { ReportedWaiver } from '../../src/model/waiver.ts';
import { fakeContainers } from './fake-containers.ts';
import { FAKE_CONTROLS, type FakeControl } from './fake-controls.ts';

const hash = (start: string): string => start.padEnd(64, 'd1e');

const FAKE_RUN: RunInfo = {
  id: '2026-11-20T02-00-03Z-7c1f40e2',
  startedAt: '2026-11-20T02:00:03Z',
  finishedAt: '2026-11-20T02:04:41Z',
  toolVersion: '1.4.2',
  auditor: { account: 'audit', machine: 'bastion.example.org' },
  profile: 'container-host',
  policyHash: hash('b3e09f6c8d2147a5500be1c9'),
  inventoryHash: hash('51aa0c77e0b94f02'),
  collectorHash: hash('0f92d4a7e31c5b886df07a19'),
  complete: true,
};

export const FAKE_CHECKS: readonly CheckMeta[] = FAKE_CONTROLS.map((control) => control.meta);

/** A report of the hosts given, in their order; `hosts` starts anew at each call. */
export function reportOf(
  hosts: readonly HostReport[],
  {
    checks = FAKE_CHECKS,
    run = {},
    waivers = [],
  }: {
    checks?: readonly CheckMeta[];
    run?: Partial<RunInfo>;
    waivers?: readonly ReportedWaiver[];
  } = {},
): Report {
  return {
    run: { ...FAKE_RUN, ...run },
    checks,
    waivers,
    hosts: async function* () {
      await Promise.resolve();
      yield* hosts;
    },
  };
}

/**
 * Twelve hosts: four Ubuntu, three Debian and three Rocky, one that was read without root, one whose
 * host key changed. Every outcome occurs; three containers have a path to root on their host.
 */
export function fakeFleet(): Report {
  return reportOf(FLEET, { run: { complete: false } });
}

/** The worst host of the fleet alone: failures, a question, and a container with two escape paths. */
export function fakeHost(): Report {
  return reportOf(FLEET.filter((host) => host.name.startsWith('node-04')));
}

/** A host that was never reached. */
export function failedHost(name: string, reason: HostFailure): FailedHost {
  return { name, address: '192.0.2.99', labels: {}, status: 'failed', reason };
}

/** An audited host with the findings given. */
export function auditedHost(
  name: string,
  findings: readonly Finding[],
  more: Partial<AuditedHost> = {},
): AuditedHost {
  return {
    name,
    address: '192.0.2.1',
    labels: {},
    status: 'audited',
    profile: 'container-host',
    privilege: 'root',
    collectedAt: '2026-11-20T02:01:17Z',
    durationMs: 3210,
    facts: { os: 'Debian GNU/Linux 12 (bookworm)', kernel: '6.1.0-40-amd64' },
    containers: [],
    findings,
    ...more,
  };
}

interface FakeSystem {
  readonly os: string;
  readonly kernel: string;
  readonly engines: string;
  readonly privilege: Privilege;
}

const UBUNTU = { os: 'Ubuntu 24.04.3 LTS', engines: 'Docker 27.3.1, containerd 1.7.22' } as const;
const DEBIAN = { os: 'Debian GNU/Linux 12 (bookworm)', engines: 'Docker 26.1.5' } as const;
const ROCKY = { os: 'Rocky Linux 9.6 (Blue Onyx)', engines: 'Docker 27.3.1' } as const;

const SYSTEMS: Readonly<Record<string, FakeSystem>> = {
  '01': { ...UBUNTU, kernel: '6.8.0-85-generic', privilege: 'root' },
  '02': { ...UBUNTU, kernel: '6.8.0-85-generic', privilege: 'root' },
  '03': { ...UBUNTU, kernel: '6.8.0-79-generic', privilege: 'root' },
  '04': { ...UBUNTU, kernel: '6.8.0-85-generic', privilege: 'root' },
  '05': { ...DEBIAN, kernel: '6.1.0-40-amd64', privilege: 'sudo' },
  '06': { ...DEBIAN, kernel: '6.1.0-40-amd64', privilege: 'sudo' },
  '07': { ...DEBIAN, kernel: '6.1.0-37-amd64', privilege: 'sudo' },
  '08': { ...ROCKY, kernel: '5.14.0-570.el9.x86_64', privilege: 'root' },
  '09': { ...ROCKY, kernel: '5.14.0-503.el9.x86_64', privilege: 'root' },
  '10': { ...ROCKY, kernel: '5.14.0-570.el9.x86_64', privilege: 'root' },
  '11': {
    os: 'Ubuntu 22.04.5 LTS',
    engines: 'Docker 27.3.1',
    kernel: '5.15.0-157-generic',
    privilege: 'none',
  },
};

const FLEET: readonly HostReport[] = [
  ...Object.entries(SYSTEMS)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([digits, system]) => fakeSystem(digits, system)),
  {
    ...failedHost('node-12.example.org', {
      class: 'host-key-changed',
      message: 'The host key differs from the one on record; nothing was sent to it',
    }),
    address: '192.0.2.22',
    labels: { env: 'prod' },
  },
];

function fakeSystem(digits: string, { privilege, ...facts }: FakeSystem): AuditedHost {
  const findings = FAKE_CONTROLS.map((control) => findingOf(control, digits, privilege));
  return auditedHost(`node-${digits}.example.org`, findings, {
    address: `192.0.2.${10 + Number(digits)}`,
    labels: { env: 'prod', role: Number(digits) > 7 ? 'batch' : 'web' },
    privilege,
    collectedAt: `2026-11-20T02:01:${digits}Z`,
    hostKey: 'SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDbkLVfLJ2xpTg7Q2s',
    ...(digits === '03' ? { clockSkewSeconds: -94 } : {}),
    facts: { ...facts, architecture: 'x86_64' },
    containers: fakeContainers(digits),
  });
}

function findingOf(control: FakeControl, digits: string, privilege: Privilege): Finding {
  const check = control.meta.id;
  const { beside, untold, locked, question } = control;
  if (question !== undefined) return { check, outcome: 'manual', question };
  if (beside?.[1].includes(digits)) {
    return { check, outcome: 'notApplicable', reason: beside[0] };
  }
  if (privilege === 'none' && locked !== undefined) {
    return { check, outcome: 'unknown', reason: locked };
  }
  if (untold?.[1].includes(digits)) return { check, outcome: 'unknown', reason: untold[0] };
  return foundOrPass(control, digits);
}

function foundOrPass(
  { meta, subject, expected, seen, found = {} }: FakeControl,
  digits: string,
): Finding {
  const actual = Object.keys(found).find((value) => found[value]?.includes(digits));
  if (actual === undefined) {
    return { check: meta.id, outcome: 'pass', note: `${subject}: ${seen}` };
  }
  return { check: meta.id, outcome: 'fail', mismatches: [{ subject, expected, actual }] };
}

/** A fleet of any size under `controls` checks, every fourth result a failure. No two runs differ. */
export function largeFleet(hosts: number, controls: number): Report {
  const checks = Array.from({ length: controls }, (_, n): CheckMeta => {
    const like = FAKE_CONTROLS[n % FAKE_CONTROLS.length]?.meta;
    if (like === undefined) throw new Error('no control to copy');
    return { ...like, id: `${like.id}-${n}` };
  });
  return {
    run: FAKE_RUN,
    checks,
    waivers: [],
    hosts: async function* () {
      for (let h = 0; h < hosts; h += 1) {
        await Promise.resolve();
        const findings = checks.map((check, n) => numberedFinding(check.id, h * 7 + n * 3));
        const name = `node-${String(h).padStart(5, '0')}.example.org`;
        yield auditedHost(name, findings, { containers: fakeContainers(`0${(h % 7) + 1}`) });
      }
    },
  };
}

function numberedFinding(check: string, n: number): Finding {
  if (n % 4 === 0) {
    const actual = String(n % 5);
    return { check, outcome: 'fail', mismatches: [{ subject: 'value', expected: '9', actual }] };
  }
  if (n % 31 === 0) return { check, outcome: 'unknown', reason: 'The tool gave no answer' };
  return { check, outcome: 'pass', note: 'as expected' };
}

/** What a hostile host or check file may hold; none of it may act in any format. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>document.body.dataset.owned = 1</script>',
  '<img src=x onerror="document.body.dataset.owned=1">',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '{{constructor}} {{{this}}} {{x}}',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'right\u202eto-left\u2066 and \u200b zero width',
  'javascript:alert(1)',
  'x&amp;<!-- comment --> ]]>',
  'null\u0000 carriage\r return\u0085 next',
  '\ud800 lone surrogate \ue000 private',
];

/** Every place that a host or a check file can write to holds one of {@link HOSTILE_TEXTS}. */
export function hostileFleet(): Report {
  const checks = HOSTILE_TEXTS.map((text, n): CheckMeta => {
    const severity = (['low', 'medium', 'high', 'critical'] as const)[n % 4] ?? 'low';
    return {
      id: `daemon.x${n}-${text}`,
      area: 'daemon',
      title: text,
      severity,
      level: 1,
      rationale: text,
      remedy: text,
      references: [text, 'kernel-doc:../../x">', 'man:javascript:alert(1).1', `cve:${text}`],
      tags: [text],
    };
  });
  const hosts = HOSTILE_TEXTS.map((text, n) => hostileHost(text, n, checks));
  const lost = failedHost(`lost ${HOSTILE_TEXTS[0]}`, {
    class: 'protocol',
    message: HOSTILE_TEXTS[1] ?? '',
  });
  const auditor = { account: HOSTILE_TEXTS[0] ?? '', machine: HOSTILE_TEXTS[6] ?? '' };
  const run = { id: HOSTILE_TEXTS[4] ?? '', profile: HOSTILE_TEXTS[2] ?? '', auditor };
  return reportOf([...hosts, lost], { checks, run: { ...run, complete: false } });
}

function hostileHost(text: string, n: number, checks: readonly CheckMeta[]): AuditedHost {
  const findings = checks.map((check, c): Finding => {
    if (c === n) return { check: check.id, outcome: 'pass', note: text };
    if (c === 0) return { check: check.id, outcome: 'unknown', reason: text };
    if (c === 1) return { check: check.id, outcome: 'manual', question: text };
    if (c === 2) return { check: check.id, outcome: 'notApplicable', reason: text };
    const actual = c === 3 && n === 0 ? `${text}${'A'.repeat(1_000_000)}` : text;
    const mismatches = [{ subject: text, expected: text, actual }];
    return { check: check.id, outcome: 'fail', mismatches };
  });
  const [like] = fakeContainers('04').slice(1);
  const path = { id: text, description: text, barriers: ['sockets'] as const };
  const containers =
    like === undefined ? [] : [{ ...like, name: text, image: text, escapePaths: [path] }];
  return auditedHost(text, findings, {
    address: text,
    labels: { [text]: text },
    profile: text,
    collectedAt: text,
    hostKey: text,
    facts: { os: text, kernel: text, engines: text, [text]: text },
    containers,
  });
}
