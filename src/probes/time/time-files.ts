import { absent, type Observation, unsupported, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived, type Fact } from '../fact.ts';
import { filesText, fileText, type TextFile } from '../files/file-text.ts';

/** First found, first used. */
const MAINS = [
  '/etc/chrony/chrony.conf',
  '/etc/chrony.conf',
  '/etc/ntpsec/ntp.conf',
  '/etc/ntp.conf',
  '/etc/openntpd/ntpd.conf',
  '/etc/ntpd.conf',
  '/etc/systemd/timesyncd.conf',
  '/usr/lib/systemd/timesyncd.conf',
] as const;

/** What configurations of distributions include, and the folders that daemons look into by themselves. */
const PARTS = [
  '/etc/chrony/conf.d/*.conf',
  '/etc/chrony/sources.d/*.sources',
  '/etc/chrony.d/*.conf',
  '/etc/chrony.d/*.sources',
  '/run/chrony-dhcp/*.sources',
  '/run/chrony.d/*.conf',
  '/run/chrony.d/*.sources',
  '/etc/ntpsec/ntp.d/*.conf',
  '/etc/systemd/timesyncd.conf.d/*.conf',
  '/run/systemd/timesyncd.conf.d/*.conf',
  '/usr/lib/systemd/timesyncd.conf.d/*.conf',
] as const;

/** Files by which time daemons are configured, each as far as it could be read. */
export interface TimeFiles {
  readonly main: (paths: readonly string[]) => Observation<TextFile>;
  readonly part: (pattern: string) => Observation<readonly TextFile[]>;
}

const mains: Readonly<Record<string, Fact<string>>> = Object.fromEntries(
  MAINS.map((path) => [path, fileText(path)]),
);
const parts: Readonly<Record<string, Fact<readonly TextFile[]>>> = Object.fromEntries(
  PARTS.map((pattern) => [pattern, filesText(pattern)]),
);

const mainFiles = derived('time-main-files', mains, (seen) => value(seen));
const partFiles = derived('time-part-files', parts, (seen) => value(seen));

export const timeFiles: Derived<TimeFiles> = derived(
  'time-files',
  { mainFiles, partFiles },
  ({ mainFiles: ofMain, partFiles: ofPart }): Observation<TimeFiles> => {
    if (ofMain.state !== 'value') return ofMain;
    if (ofPart.state !== 'value') return ofPart;
    return value({
      main: (paths) => firstOf(paths, ofMain.value),
      part: (pattern) => partOf(pattern, ofPart.value[pattern]),
    });
  },
);

/** What an image that is not booted has no folder for, DHCP will name: it is not part of the image. */
function partOf(
  pattern: string,
  seen: Observation<readonly TextFile[]> | undefined,
): Observation<readonly TextFile[]> {
  if (seen === undefined) {
    return unsupported(`${visibleLine(pattern, 200)} is included too, which is not looked at`);
  }
  return seen.state === 'unsupported' && pattern.startsWith('/run/') ? value([]) : seen;
}

function firstOf(
  paths: readonly string[],
  seen: Readonly<Record<string, Observation<string>>>,
): Observation<TextFile> {
  for (const path of paths) {
    const text = seen[path];
    if (text === undefined || text.state === 'absent') continue;
    return text.state === 'value' ? value({ path, content: text.value }) : text;
  }
  return absent(`there is none of ${paths.join(', ')}`);
}
