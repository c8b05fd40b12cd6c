import type { CheckMeta } from '../src/model/check.ts';
import { hostFileName } from '../src/model/host-file-name.ts';
import type { HostReport, RunInfo } from '../src/model/run.ts';
import { visible } from '../src/model/visible-text.ts';

/**
 * Who read a host, from where, when, as whom and against which key, and the file that keeps what was
 * read: names and values for every format that has a place for them. Values are as they came.
 */
export function provenanceOf(
  host: HostReport,
  { auditor }: RunInfo,
): readonly (readonly [name: string, value: string])[] {
  const by = [
    ['auditor', auditor.account],
    ['auditor-machine', auditor.machine],
  ] as const;
  if (host.status === 'failed') return by;
  const { privilege, collectedAt, worker, hostKey, clockSkewSeconds: skew } = host;
  return [
    ...by,
    ['privilege', privilege],
    ['collected-at', collectedAt],
    ...(worker === undefined ? [] : [['worker', worker] as const]),
    ...(hostKey === undefined ? [] : [['host-key', hostKey] as const]),
    ...(skew === undefined ? [] : [['clock-skew-seconds', String(skew)] as const]),
    ['evidence', `${hostFileName(host.name)}.json.gz`],
  ];
}

/** How a control is read, a line a reading, harmless; empty where that is not known. */
export const procedureOf = ({ reads = [] }: CheckMeta): string => visible(reads.join('\n'));
