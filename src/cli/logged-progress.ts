import { tallyOf } from '../../reports/totals.ts';
import type { HostReport } from '../model/run.ts';
import { visibleLine } from '../model/visible-text.ts';
import { jsonLog } from './json-log.ts';
import type { Progress } from './progress.ts';

/** The most of a host's own words in a line. */
const SHOWN_CHARACTERS = 500;

/** How far a run has come, for programs: an event a host. @param total hosts of the run. */
export function loggedProgress(total: number): Progress {
  const log = jsonLog();
  const counts = { read: 0, failed: 0 };
  const short = (text: string): string => visibleLine(text, SHOWN_CHARACTERS);
  log.info({ event: 'run.started', hosts: total }, 'reads its hosts');
  return {
    add: (host: HostReport) => {
      const { name } = host;
      if (host.status === 'failed') {
        counts.failed += 1;
        const { reason } = host;
        log.warn({ event: 'host.failed', host: name, class: reason.class }, short(reason.message));
        return;
      }
      counts.read += 1;
      const { privilege, durationMs } = host;
      const results = tallyOf(host);
      log.info(
        {
          event: 'host.read',
          host: name,
          milliseconds: Math.round(durationMs),
          privilege,
          results,
        },
        'read',
      );
    },
    note: (line) => log.warn({ event: 'run.note' }, short(line)),
    end: () => log.info({ event: 'run.read', ...counts }, 'has read its hosts'),
  };
}
