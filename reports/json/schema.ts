import { z } from 'zod';
import { AREAS, type Area, SEVERITIES } from '../../src/model/check.ts';
import { FAILURE_CLASSES } from '../../src/model/host.ts';
import { BARRIERS, type BarrierName } from '../../src/model/isolation.ts';
import { REPORT_FORMAT } from '../../src/model/run.ts';
import { OUTCOMES } from '../../src/model/verdict.ts';
import {
  WAIVER_CONCERNS,
  WAIVER_KINDS,
  type WaiverConcern,
  type WaiverKind,
} from '../../src/model/waiver.ts';

const instant = z.iso.datetime().describe('An instant in UTC');
const hash = z.string().describe('SHA-256, in hexadecimal');

// Object.keys forgets that the tables have no other names.
const AREA_IDS = Object.keys(AREAS) as Area[];
const WAIVER_KIND_IDS = Object.keys(WAIVER_KINDS) as WaiverKind[];
const WAIVER_CONCERN_IDS = Object.keys(WAIVER_CONCERNS) as WaiverConcern[];

const run = z
  .strictObject({
    id: z.string().describe('Tells this run from every other'),
    startedAt: instant,
    finishedAt: instant,
    toolVersion: z.string(),
    auditor: z
      .strictObject({ account: z.string(), machine: z.string() })
      .describe('Who ran it, and on which machine'),
    profile: z.string().describe('Id of the profile; several are joined by commas'),
    policyHash: hash.describe('SHA-256 over check ids, severities and parameters'),
    waiversHash: hash
      .exactOptional()
      .describe('Over the waivers and attestations; absent where there are none'),
    inventoryHash: hash.exactOptional().describe('Absent where no inventory was read'),
    collectorHash: hash,
    continues: z
      .string()
      .exactOptional()
      .describe('The run, by id or folder, whose evidence it took over'),
    complete: z
      .boolean()
      .describe('Whether every host was reached and the run was not stopped by a signal'),
  })
  .meta({ id: 'Run', description: 'One audit of a set of hosts under a policy' });

const repair = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sysctl'), key: z.string(), value: z.string() }),
    z.strictObject({ kind: z.literal('modules'), names: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('sshd'), lines: z.array(z.string()) }),
  ])
  .meta({ id: 'Repair' });

const check = z
  .strictObject({
    id: z.string(),
    area: z.enum(AREA_IDS).describe('What the check is about'),
    title: z.string().describe('The state that a compliant host is in'),
    severity: z.enum(SEVERITIES).describe('By what an attacker gains'),
    level: z
      .literal([1, 2])
      .describe('1: every host can have it; 2: defence in depth that may cost something'),
    rationale: z.string().describe('The attack that the check stands against'),
    remedy: z.string(),
    repair: repair.exactOptional().describe('The remedy as data, where a machine can carry it out'),
    references: z.array(z.string()).describe('Public sources, `source:section`'),
    tags: z.array(z.string()),
    reads: z
      .array(z.string())
      .exactOptional()
      .describe('What is read for it on a host, `reader:argument`, as the script names it'),
  })
  .meta({ id: 'Check', description: 'What is looked at on each host, and why' });

const mismatch = z
  .strictObject({
    subject: z.string().describe('What was looked at; names the mismatch from run to run'),
    expected: z.string(),
    actual: z.string(),
    waiver: z.string().exactOptional().describe('Id of the waiver that accepts it'),
  })
  .meta({ id: 'Mismatch', description: 'One way in which a host differs from what is expected' });

const finding = z
  .strictObject({
    check: z.string().describe('Id of the check'),
    outcome: z
      .enum(OUTCOMES)
      .describe('unknown: it could not be told; manual: a person has to answer the question'),
    note: z.string().exactOptional().describe('With pass: what was seen'),
    reason: z.string().exactOptional().describe('With notApplicable and unknown: why'),
    question: z.string().exactOptional().describe('With manual'),
    mismatches: z.array(mismatch).exactOptional().describe('With fail: one at least'),
    waiver: z
      .string()
      .exactOptional()
      .describe('With fail: id of the waiver, where the failure is accepted as a whole'),
    attestation: z
      .string()
      .exactOptional()
      .describe('Id of the attestation, where a person answered the question'),
  })
  .meta({ id: 'Finding', description: 'One check on one host' });

const barrier = z
  .strictObject({
    state: z.enum(['holds', 'open', 'unknown']),
    detail: z.string().describe('What was read that says so'),
  })
  .meta({ id: 'Barrier' });

const barrierOf = (name: BarrierName) => barrier.describe(BARRIERS[name]);

const barriers = z
  .strictObject({
    user: barrierOf('user'),
    pid: barrierOf('pid'),
    network: barrierOf('network'),
    mount: barrierOf('mount'),
    ipc: barrierOf('ipc'),
    uts: barrierOf('uts'),
    cgroup: barrierOf('cgroup'),
    seccomp: barrierOf('seccomp'),
    mac: barrierOf('mac'),
    capabilities: barrierOf('capabilities'),
    noNewPrivileges: barrierOf('noNewPrivileges'),
    readOnlyRoot: barrierOf('readOnlyRoot'),
    limits: barrierOf('limits'),
    hostMounts: barrierOf('hostMounts'),
    devices: barrierOf('devices'),
    sockets: barrierOf('sockets'),
  })
  .meta({ id: 'Barriers', description: 'What stands between a container and its host' });

const container = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    engine: z.string(),
    image: z.string().exactOptional(),
    barriers,
    escapePaths: z
      .array(
        z.strictObject({
          id: z.string().describe('A stable noun: docker-socket, privileged'),
          description: z.string().describe('What an attacker in the container would do'),
          barriers: z.array(barriers.keyof()).describe('Those that stand open for it'),
        }),
      )
      .describe('Combinations of open barriers that give root on the host'),
  })
  .meta({ id: 'Container', description: 'A running container and how it is isolated' });

const identity = {
  name: z.string().describe('Unique in the report'),
  address: z.string(),
  labels: z.record(z.string(), z.string()),
  groups: z.array(z.string()).exactOptional().describe('Of the inventory, parents included'),
};

const auditedHost = z
  .strictObject({
    ...identity,
    status: z.literal('audited'),
    profile: z.string(),
    privilege: z
      .enum(['root', 'sudo', 'doas', 'none'])
      .describe('With which rights it was read; none: what needs root is unknown'),
    collectedAt: instant,
    durationMs: z.number().nonnegative().describe('Milliseconds that the collection took'),
    worker: z
      .string()
      .exactOptional()
      .describe("The worker that read it, where the auditor's machine did not"),
    hostKey: z.string().exactOptional().describe('Fingerprint of its SSH host key'),
    clockSkewSeconds: z.number().exactOptional().describe("Its clock minus the auditor's"),
    facts: z.record(z.string(), z.string()).describe('For people: os, kernel, architecture, …'),
    containers: z.array(container),
    findings: z.array(finding),
  })
  .meta({ id: 'AuditedHost' });

const failedHost = z
  .strictObject({
    ...identity,
    status: z.literal('failed'),
    reason: z.strictObject({
      class: z.enum(FAILURE_CLASSES),
      message: z.string().describe('A sentence to act on'),
    }),
  })
  .meta({ id: 'FailedHost', description: 'A host that gave no evidence' });

const waiver = z
  .strictObject({
    id: z.string(),
    kind: z.enum(WAIVER_KIND_IDS),
    owner: z.string(),
    approver: z.string(),
    reason: z.string(),
    compensatingControl: z.string().exactOptional(),
    ticket: z.string().exactOptional(),
    approvedOn: z.iso.date(),
    expiresOn: z.iso.date().describe('It holds to the end of that day in UTC'),
    scope: z
      .strictObject({
        checks: z.array(z.string()),
        hosts: z.array(z.string()),
        groups: z.array(z.string()),
        subjects: z.array(z.string()),
      })
      .describe('What it covers; an empty list leaves that side open'),
    accepts: z.number().describe('Findings of this run that it accepts, in part or whole'),
    concerns: z.array(z.enum(WAIVER_CONCERN_IDS)).describe('What is wrong with it in this run'),
  })
  .meta({ id: 'Waiver', description: 'Failures that somebody answers for' });

/** One host of a report, strict. */
export const hostSchema = z.discriminatedUnion('status', [auditedHost, failedHost]);

/** A run but for its hosts, strict. */
export const recordSchema = z.strictObject({
  run,
  checks: z.array(check),
  waivers: z.array(waiver),
});

/** A whole JSON report, strict: a key that it does not name is an error. */
export const reportSchema = z
  .strictObject({
    formatVersion: z.literal(REPORT_FORMAT).describe('Rises when the meaning of a key changes'),
    run,
    checks: z.array(check).describe('Each text once; findings name checks by id'),
    hosts: z.array(hostSchema),
    waivers: z.array(waiver),
  })
  .meta({
    title: 'hostward report',
    description:
      'Text that came from hosts is kept as it was read, control characters included: whoever shows it has to escape it.',
  });
