import { createHash } from 'node:crypto';
import type { HostReport } from '../model/run.ts';

/** Equal where all findings are; empty for a host that failed. As the list of hosts of a folder is hashed. */
export const findingsHash = (report: HostReport): string =>
  report.status === 'failed'
    ? ''
    : createHash('sha256')
        .update(`,"findings":${JSON.stringify(report.findings)}}`)
        .digest('base64');
