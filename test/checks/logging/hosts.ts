import { COMMANDS, IDLE, ps } from '../services/hosts.ts';

export const MAIN = 'text:/etc/rsyslog.conf';
export const PARTS = 'text:/etc/rsyslog.d/*.conf';
/** The folder, open to listing. */
export const RSYSLOG_D = {
  'stat:/etc/rsyslog.d': '755|0|0|root|root|directory|0|1|/etc/rsyslog.d\n',
};
/** A host on which rsyslogd runs with a configuration. */
export const rsyslogd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('rsyslogd'),
  [MAIN]: config,
});
