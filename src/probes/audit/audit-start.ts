import { type Gap, type Observation, unsupported, value } from '../../model/observation.ts';
import { derived } from '../fact.ts';
import { fileText } from '../files/file-text.ts';
import { bootStarts } from '../monitoring/starts-at-boot.ts';
import { settingList, type Unit, unit } from '../systemd/units.ts';

/** How a boot loads the audit rules. */
export interface AuditStart {
  /** `rules.d`: put together by augenrules(8); else the file that auditctl loads; undefined: none. */
  readonly source?: 'rules.d' | { readonly file: string };
  /** The audit daemon itself starts. */
  readonly daemon: boolean;
}

const WHOLE = '/etc/audit/audit.rules';

/** What starts the audit daemon and loads its rules; audit 4 loads them by a unit of their own. */
export const auditStart = derived(
  'audit-start',
  {
    starts: bootStarts,
    daemon: unit('auditd.service'),
    loader: unit('audit-rules.service'),
    script: fileText('/etc/init.d/auditd'),
    settings: fileText('/etc/conf.d/auditd'),
  },
  ({ starts, daemon, loader, script, settings }): Observation<AuditStart> => {
    if (starts.state !== 'value') return starts;
    const gap = [daemon, loader, script, settings].find(
      (one): one is Gap => one.state !== 'value' && one.state !== 'absent',
    );
    if (gap !== undefined) return gap;
    const masked = daemon.state === 'value' && daemon.value.masked;
    const atBoot = starts.value.has('auditd.service') && !masked;
    const units = [daemon, loader].flatMap((one) => (one.state === 'value' ? [one.value] : []));
    if (units.length > 0) {
      return value({ daemon: atBoot, ...sourceOf(units, starts.value, atBoot) });
    }
    return byScript(atBoot, script, settings);
  },
);

/** Of OpenRC, whose script is known; other scripts differ from one distribution to the next. */
function byScript(
  atBoot: boolean,
  script: Observation<string>,
  settings: Observation<string>,
): Observation<AuditStart> {
  if (script.state !== 'value' || !atBoot) return value({ daemon: false });
  if (!/^#!\S*openrc-run/.test(script.value)) {
    return unsupported('how /etc/init.d/auditd loads the rules is not known');
  }
  const file = settings.state === 'value' ? ruleFile(settings.value) : WHOLE;
  return value({ daemon: true, source: { file } });
}

/** OpenRC's script takes the file from its settings. */
const ruleFile = (settings: string): string =>
  /^\s*RULEFILE_STARTUP=["']?([^"'\s]+)/m.exec(settings)?.[1] ?? WHOLE;

const COMMANDS = ['Service.ExecStartPre', 'Service.ExecStart', 'Service.ExecStartPost'];

function sourceOf(
  units: readonly Unit[],
  starts: ReadonlyMap<string, string>,
  atBoot: boolean,
): Pick<AuditStart, 'source'> {
  const called = units.filter(
    ({ name, masked }) => !masked && (starts.has(name) || (atBoot && isCalled(name, units))),
  );
  const commands = called.flatMap((one) =>
    COMMANDS.flatMap((key) => settingList(one, key).map(({ value: command }) => command)),
  );
  if (commands.some((command) => /\baugenrules\b/.test(command))) return { source: 'rules.d' };
  const loads = commands.map((command) => /\bauditctl\s+-R\s+(\S+)/.exec(command)?.[1]);
  const file = loads.find((one) => one !== undefined);
  return file === undefined ? {} : { source: { file } };
}

/** A unit that the daemon's own asks for needs no link. */
const isCalled = (name: string, units: readonly Unit[]): boolean =>
  units.some(({ name: other, settings }) =>
    other === name
      ? name === 'auditd.service'
      : settings.some(
          ({ key, value: names }) =>
            /^Unit\.(Wants|Requires|BindsTo)$/.test(key) && names.split(/\s+/).includes(name),
        ),
  );
