import { COMMANDS, IDLE, link, OPENRC, ps } from '../services/hosts.ts';

/** chrony.conf of Debian 12, comments left out. */
export const DEBIAN = `# Welcome to the chrony configuration file.
confdir /etc/chrony/conf.d
pool 2.debian.pool.ntp.org iburst
sourcedir /run/chrony-dhcp
sourcedir /etc/chrony/sources.d
keyfile /etc/chrony/chrony.keys
driftfile /var/lib/chrony/chrony.drift
ntsdumpdir /var/lib/chrony
logdir /var/log/chrony
maxupdateskew 100.0
rtcsync
makestep 1 3
leapsectz right/UTC
`;
export const MAIN = 'text:/etc/chrony/chrony.conf';
export const DHCP = 'text:/run/chrony-dhcp/*.sources';
export const PARTS = 'text:/etc/chrony/conf.d/*.conf';
export const chrony = (config: string) => ({ ...IDLE, [COMMANDS]: ps('chronyd'), [MAIN]: config });
export const ntpd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('ntpd'),
  'text:/etc/ntpsec/ntp.conf': config,
});
export const openntpd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('ntpd'),
  [OPENRC]: link('/etc/runlevels/default/openntpd'),
  'text:/etc/openntpd/ntpd.conf': config,
});
export const timesyncd = (config: string) => ({
  ...IDLE,
  [COMMANDS]: ps('systemd-timesyn'),
  'text:/etc/systemd/timesyncd.conf': config,
});
/** ntp.conf of NTPsec in Debian 12, comments left out. */
export const NTPSEC = `driftfile /var/lib/ntpsec/ntp.drift
tos maxclock 11
pool 0.debian.pool.ntp.org iburst
pool 1.debian.pool.ntp.org iburst
restrict default kod nomodify nopeer noquery limited
restrict 127.0.0.1
restrict ::1
`;
export const NONE = 'text:/etc/systemd/timesyncd.conf.d/*.conf';
