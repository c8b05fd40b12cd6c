import {
  defineCheck,
  journaldSettings,
  manual,
  notApplicable,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const JOURNALD = ['/usr/lib/systemd/systemd-journald', '/lib/systemd/systemd-journald'] as const;

/** parse_boolean(3) of systemd. */
const NO = /^(?:0|no|n|false|f|off)$/i;

const common = {
  area: 'logging',
  references: ['man:journald.conf(5)'],
  tags: ['logging', 'journald'],
} as const;

const compress = defineCheck({
  ...common,
  id: 'logging.journal-compress',
  title: 'Large entries of the journal are compressed',
  severity: 'low',
  level: 2,
  rationale: 'The journal has a limit: what is not compressed pushes older evidence out sooner.',
  remedy:
    'Remove `Compress=no` from /etc/systemd/journald.conf and its drop-ins (yes is the default), then `systemctl restart systemd-journald`.',
  needs: { journald: required(presentStats(JOURNALD)), settings: required(journaldSettings) },
  evaluate({ journald, settings }) {
    if (journald.length === 0) return notApplicable('systemd-journald is not installed');
    const set = settings.get('Compress');
    return passUnless(
      set !== undefined && NO.test(set.value)
        ? [{ subject: 'Compress', expected: 'yes', actual: `${set.value} by ${set.path}` }]
        : [],
      set === undefined ? 'Compress=yes, by default' : `Compress=${set.value} by ${set.path}`,
    );
  },
});

/** A word of time or number that is zero in whatever unit: `0`, `0s`, `0min`. */
const ZERO = /^0+(?:\.0+)?\s*[a-z]*$/i;

/** The cap of the default, which is a tenth of the file system and never more than this. */
const DEFAULT_CAP = 4 * 2 ** 30;

/** Sizes of systemd, in bytes: `2G`, `512M`; undefined for what is none. */
function bytesOf(size: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,15}(?:\.\d+)?)\s*([KMGTPE]?)B?$/.exec(size.trim()) ?? [];
  return number === undefined ? undefined : Number(number) * 1024 ** ' KMGTPE'.indexOf(unit || ' ');
}

const limits = defineCheck({
  ...common,
  id: 'logging.journal-limits',
  title: 'The journal limits its own size and what one service may write',
  severity: 'medium',
  level: 1,
  rationale:
    'Without the limits one container that logs through the journal fills the disk, or pushes out what tells of an intrusion.',
  remedy:
    'Remove `RateLimitIntervalSec=0` and `RateLimitBurst=0` from /etc/systemd/journald.conf and its drop-ins (30s and 10000 are the defaults), set `SystemMaxUse=2G`, then `systemctl restart systemd-journald`.',
  needs: { journald: required(presentStats(JOURNALD)), settings: required(journaldSettings) },
  evaluate({ journald, settings }) {
    if (journald.length === 0) return notApplicable('systemd-journald is not installed');
    const off = ['RateLimitIntervalSec', 'RateLimitInterval', 'RateLimitBurst'].flatMap((name) => {
      const set = settings.get(name);
      return set !== undefined && ZERO.test(set.value) ? [{ name, ...set }] : [];
    });
    const most = settings.get('SystemMaxUse');
    const bytes = most === undefined ? undefined : bytesOf(most.value);
    // The size of the file system is not read: what is above the default's cap may still be little of it.
    if (off.length === 0 && most !== undefined && bytes !== undefined && bytes > DEFAULT_CAP) {
      return manual(
        `Is SystemMaxUse=${most.value} of ${most.path} at most a fifth of the file system of /var/log/journal?`,
      );
    }
    return passUnless(
      off.map(({ name, value, path }) => ({
        subject: name,
        expected: 'not 0, which takes the limit away',
        actual: `${value} by ${path}`,
      })),
      `the rate is limited, SystemMaxUse=${bytes === undefined ? 'a tenth of the file system, at most 4G, by default' : most?.value}`,
    );
  },
});

export default [compress, limits] as const;
