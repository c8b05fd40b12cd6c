import { CHANGE_KINDS } from '../../src/model/changes.ts';
import { SEVERITIES } from '../../src/model/check.ts';
import type { Report } from '../../src/model/run.ts';
import { epochSeconds } from '../../src/model/time.ts';
import type { Metric, Sample } from './metric.ts';

/** What earlier runs add: changes since the last one, ages, times to repair. */
export function historyMetrics({ changes, trend }: Report): readonly Metric[] {
  const last = trend?.points.at(-1);
  const [oldest] = trend?.oldest ?? [];
  return [
    {
      name: 'changes',
      help: 'Results that are not as in the earlier run, by what became of them.',
      samples:
        changes === undefined
          ? []
          : Object.entries(changes.counts)
              .filter(([kind]) => Object.hasOwn(CHANGE_KINDS, kind))
              .map(([kind, n]): Sample => [{ kind }, n]),
    },
    {
      name: 'open_mismatches',
      help: 'Single things that are not as they should be and that nobody has accepted.',
      samples: trend === undefined ? [] : [[{}, trend.openFailures]],
    },
    {
      name: 'oldest_open_failure_timestamp_seconds',
      help: 'When the failure that is open the longest was first seen, in seconds since 1970.',
      samples: oldest === undefined ? [] : [[{}, epochSeconds(oldest.since)]],
    },
    {
      name: 'mismatches_moved',
      help: 'Mismatches that came and went since the run before.',
      samples:
        last === undefined
          ? []
          : [
              [{ way: 'opened' }, last.opened],
              [{ way: 'closed' }, last.closed],
            ],
    },
    {
      name: 'mean_time_to_repair_seconds',
      help: 'How long failures stood before they were repaired, by severity.',
      samples: SEVERITIES.flatMap((severity): readonly Sample[] => {
        const mean = trend?.repair[severity].meanSeconds;
        return mean === undefined ? [] : [[{ severity }, mean]];
      }),
    },
  ];
}
