import { z } from 'zod';
import {
  defineCheck,
  type FreeSpace,
  logSpace,
  type Mismatch,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

const GIBIBYTE = 1024 ** 3;

/**
 * Of a file system below this size a quarter is asked, where that is less: a volume of 1 GiB for the audit
 * log could never have 1 GiB left. RHEL-09-653035 has auditd warn at the same part (`space_left = 25%`).
 */
const SMALL = 4 * GIBIBYTE;

const params = z.strictObject({
  percent: z.number().min(0).max(100).default(10).describe('percent of its bytes'),
  gibibytes: z.number().min(0).default(1).describe('GiB; below 4 GiB in all, a quarter is enough'),
  inodePercent: z.number().min(0).max(100).default(5).describe('percent of its inodes'),
});

export default defineCheck({
  id: 'logging.disk-space',
  area: 'logging',
  title: 'The log file system has space left',
  severity: 'high',
  level: 1,
  rationale:
    'Whoever fills the disk is no longer recorded: daemons drop what they cannot write, and auditd may halt the host.',
  remedy:
    '`du -xh /var | sort -h | tail` tells what is large; `journalctl --vacuum-size=500M` and `docker system prune` free most. Else enlarge the volume.',
  references: [
    'stig-rhel9:RHEL-09-653030',
    'stig-ubuntu2404:UBTU-24-900920',
    'ssg:auditd_audispd_configure_sufficiently_large_partition',
    'man:statfs(2)',
  ],
  tags: ['logging', 'audit'],
  params,
  needs: { space: required(logSpace) },
  evaluate({ space }, { params: limits }) {
    if (space === undefined) return notApplicable('where an image is booted decides');
    const full = space.filter((one) => shortages(one, limits).length > 0);
    // Its first folder speaks for a file system.
    const once = full.filter(
      (one, i) => full.findIndex(({ fileSystem }) => fileSystem === one.fileSystem) === i,
    );
    return passUnless(
      once.flatMap((one) => shortages(one, limits)),
      space.map(({ path, bytes }) => `${path}: ${percentOf(bytes)} % left`).join(', '),
    );
  },
});

function shortages(
  { path, bytes, inodes }: FreeSpace,
  { percent, gibibytes, inodePercent }: z.infer<typeof params>,
): readonly Mismatch[] {
  const asked = gibibytes * GIBIBYTE;
  const least = bytes.total < SMALL ? Math.min(asked, bytes.total / 4) : asked;
  const wrong: Mismatch[] = [];
  if (bytes.free < least || bytes.free * 100 < bytes.total * percent) {
    wrong.push({
      subject: path,
      expected: `${percent} % and ${least < asked ? 'a quarter' : `${gibibytes} GiB`} or more left`,
      actual: `${percentOf(bytes)} %, ${mebibytes(bytes.free)} of ${mebibytes(bytes.total)} MiB`,
    });
  }
  if (inodes !== undefined && inodes.free * 100 < inodes.total * inodePercent) {
    wrong.push({
      subject: `inodes of ${path}`,
      expected: `${inodePercent} % or more left`,
      actual: `${percentOf(inodes)} %, ${inodes.free} of ${inodes.total}`,
    });
  }
  return wrong;
}

/** Rounded down: what is just short does not look like enough. */
const percentOf = ({ free, total }: FreeSpace['bytes']): number => Math.floor((free * 100) / total);

const mebibytes = (bytes: number): number => Math.floor(bytes / 1024 ** 2);
