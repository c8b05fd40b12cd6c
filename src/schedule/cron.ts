import { type Schedule, STATE, withPlaces } from './schedule.ts';
import type { ScheduleFile } from './systemd.ts';

/**
 * A file for /etc/cron.d. flock(1) keeps two audits from overlapping, and lets go when its holder dies.
 * @param when five fields, as crontab(5) says them.
 */
export function cronFile(
  { program, words, account, spreadSeconds }: Schedule,
  when: string,
): ScheduleFile {
  const command = [...program, ...withPlaces(words)].map(shellWord).join(' ');
  const spread = spreadSeconds === 0 ? '' : `sleep "$(shuf -i 0-${spreadSeconds} -n 1)"; `;
  const line = `${spread}umask 077; exec flock -n -E 75 ${STATE}/lock ${command}`;
  return {
    name: 'hostward.cron',
    text: `# Audit of the fleet by hostward. Status 75: the one before still runs.
SHELL=/bin/sh
PATH=/usr/bin:/bin
HOME=${STATE}
XDG_STATE_HOME=/var/lib
${when} ${account} ${line.replaceAll('%', '\\%')}
`,
  };
}

const shellWord = (word: string): string =>
  /^[\w@./:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
