import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { FIX_FORMATS } from '../../reports/fix/formats.ts';
import { INVENTORY_FORMATS } from '../inventory/formats/names.ts';
import { ZONE_NAME, ZONE_WORDS } from '../inventory/zone.ts';
import { SEVERITIES } from '../model/check.ts';
import { BECOME_METHODS } from '../model/host.ts';
import { FORMATS, type Format } from './report-formats.ts';

/** Options that several commands share; each command takes those that it knows. */

export const inventoryOption = () =>
  new Option(
    '-i, --inventory <file>',
    'hosts to audit: ours (see inventory.example.yaml), of Ansible, a program, ssh_config:FILE, or - for a list on standard input',
  );

export const inventoryFormatOption = () =>
  new Option(
    '--inventory-format <format>',
    'what the inventory is written in; without it, its text tells',
  ).choices(INVENTORY_FORMATS);

export const evaluateInventoryOption = () =>
  new Option(
    '-i, --inventory <file>',
    'whose policy and overrides hold; without it, the evidence goes by --profile and its own',
  );

export const planInventoryOption = () =>
  new Option(
    '-i, --inventory <file>',
    'for all the hosts of this inventory, with their own profiles',
  );

export const limitOption = () =>
  new Option(
    '-l, --limit <terms>',
    'only these: names, globs, groups, label=value, !term; comma-separated',
  );

export const imageOption = () =>
  new Option(
    '--image <path>',
    'a system that is not booted: a folder, a tar, Docker or OCI archive; may be given again',
  )
    .argParser(another)
    .default([] as readonly string[], 'none');

export const profileOption = () =>
  new Option(
    '-p, --profile <profile>',
    'which checks: an id, or a file (./site.yaml); a group of the inventory may name its own',
  ).default('baseline');

export const checksOption = () =>
  new Option('--checks <file>', 'checks of your own: YAML, or a module; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'none');

export const customProbesOption = () =>
  new Option('--allow-custom-probes', 'let modules of --checks run commands of their own on hosts');

export const waiversOption = () =>
  new Option('-w, --waivers <file>', 'failures that somebody answers for; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'none');

export const attestationsOption = () =>
  new Option('-a, --attestations <file>', 'answers of people to questions; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'none');

export const expiringDaysOption = () =>
  new Option('--expiring-days <days>', 'how many days ahead the end of a waiver is told')
    .argParser(wholeNumber(0, 3650))
    .default(30);

export const strictOption = () =>
  new Option(
    '--strict',
    'exit with 1 for waivers that expired, cover nothing, are not needed or too broad',
  );

export const formatOption = () =>
  new Option('-f, --format <list>', `reports to write: ${FORMATS.join(', ')}`)
    .argParser(parseFormats)
    .default(['html', 'junit'] as readonly Format[], 'html,junit');

export const sarifAllOption = () =>
  new Option('--sarif-all', 'SARIF with every result and its kind, not open failures alone');

export const junitFailuresOnlyOption = () =>
  new Option('--junit-failures-only', 'JUnit without cases that passed or were skipped');

export const storeOption = () =>
  new Option(
    '--store <where>',
    'where runs are kept: a file, or postgres://… (default: runs.sqlite in the state folder)',
  ).env('HOSTWARD_STORE');

export const noStoreOption = () => new Option('--no-store', 'keep the run in its folder alone');

export const runOption = () =>
  new Option(
    '--run <run>',
    'the folder that audit or evaluate wrote, or a run of the store',
  ).default('hostward-audit');

export const hostOption = () =>
  new Option('--host <name>', 'may be left out where the run has one host alone');

export const fixFormatOption = () =>
  new Option('-f, --format <format>', 'a script or a sysctl.d file a host, or one playbook')
    .choices(FIX_FORMATS)
    .default('sh' as const);

export const fixLevelOption = () =>
  new Option('--level <level>', 'highest level of check to settle; 2 may cost something')
    .argParser((text): 1 | 2 => (wholeNumber(1, 2)(text) === 1 ? 1 : 2))
    .default(1 as 1 | 2);

export const onlyHostOption = () => new Option('--host <name>', 'only this host');

export const reportOutputOption = () =>
  new Option(
    '-o, --output <folder>',
    "where to write; the run's own folder, or hostward-report for a run of the store",
  );

export const sinceOption = () =>
  new Option(
    '--since <date>',
    'of each host its newest evidence, taken on this day (UTC) or later: 2026-03-01',
  ).argParser((text: string) => {
    if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) && !Number.isNaN(Date.parse(text)))
      return text;
    throw new InvalidArgumentError('It takes a date, such as 2026-03-01.');
  });

export const historyOption = () =>
  new Option('--history <run>', 'an earlier run, for a trend and ages; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'none');

export const failOnOption = () =>
  new Option(
    '--fail-on <severity>',
    'exit with 1 when a failure is this serious or more (default: high)',
  ).choices([...SEVERITIES, 'none'] as const);

export const notifyCommandOption = () =>
  new Option(
    '--notify-command <program>',
    'tell this program, as JSON on its standard input, what fails that did not in the run before',
  );

export const baselineOption = () =>
  new Option(
    '--baseline <path>',
    'what to compare with: a file of baseline init, or an earlier run: its folder, or one of the store',
  );

export const baselineOutputOption = () =>
  new Option('-o, --output <file>', 'where to write').default('baseline.json');

export const failOnNewOption = () =>
  new Option('--fail-on-new', 'only failures that the baseline does not have count');

export const minCompleteOption = () =>
  new Option(
    '--min-complete <percent>',
    'exit with 3 only when fewer of the results are known than this',
  ).argParser(wholeNumber(0, 100));

export const gateOption = () =>
  new Option('--gate <file>', 'rules that the run is held to, as YAML; options win over it');

export const concurrencyOption = () =>
  new Option('-c, --concurrency <hosts>', 'hosts under way at once')
    .argParser(wholeNumber(1, 1000))
    .default(50);

export const timeoutOption = () =>
  new Option('-t, --timeout <seconds>', 'the most that one host may take')
    .argParser(wholeNumber(5, 3600))
    .default(60);

export const connectTimeoutOption = () =>
  new Option('--connect-timeout <seconds>', 'the most that connecting may take, and logging in')
    .argParser(wholeNumber(1, 600))
    .default(10);

export const retriesOption = () =>
  new Option('--retries <n>', 'further tries where a host turns a connection away before any login')
    .argParser(wholeNumber(0, 10))
    .default(2);

export const connectRateOption = () =>
  new Option(
    '--connect-rate <n>',
    'new connections a second at most (default: no limit)',
  ).argParser(wholeNumber(1, 10_000));

export const queueOption = () =>
  new Option(
    '--queue <url>',
    'have workers read the hosts: a PostgreSQL database that they share (hostward worker)',
  );

export const patienceOption = () =>
  new Option(
    '--patience <seconds>',
    'with --queue, how long hosts wait while no worker serves them',
  )
    .argParser(wholeNumber(1, 24 * 3600))
    .default(60);

export const workerQueueOption = () =>
  new Option('--queue <url>', 'the PostgreSQL database that audits use').makeOptionMandatory();

export const zoneOption = () =>
  new Option('--zone <name>', 'take hosts of this zone; may be given again')
    .argParser((name: string, names: readonly string[]) => {
      if (!ZONE_NAME.test(name)) throw new InvalidArgumentError(`It takes ${ZONE_WORDS}.`);
      return another(name, names);
    })
    .default([] as readonly string[], 'default');

export const workerNameOption = () =>
  new Option('--name <name>', 'what audits call it (default: machine and process)');

export const identityOption = () =>
  new Option('--identity <file>', 'a private key to log in with; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'the agent, and the usual keys');

export const knownHostsOption = () =>
  new Option('--known-hosts <file>', 'host keys to trust; may be given again')
    .argParser(another)
    .default([] as readonly string[], 'those of OpenSSH');

export const pinnedPathOption = () =>
  new Option(
    '--pinned <path>',
    'a script on hosts that an inventory may name to be started as root; may be given again',
  )
    .argParser(another)
    .default([] as readonly string[], 'the usual place');

export const graceOption = () =>
  new Option('--grace <seconds>', 'what hosts under way have to end in, after a signal')
    .argParser(wholeNumber(0, 3600))
    .default(20);

export const becomeOption = () =>
  new Option('-b, --become [method]', 'become root on each host; overrides the inventory')
    .choices(BECOME_METHODS)
    .preset('sudo' as const);

export const askPassOption = () =>
  new Option('-k, --ask-pass', 'ask once for the login password of the hosts');

export const askBecomePassOption = () =>
  new Option('-K, --ask-become-pass', 'ask once for the password of sudo');

export const passwordFileOption = () =>
  new Option('--password-file <file>', 'what --ask-pass asks for, from a file').conflicts(
    'askPass',
  );

export const becomePasswordFileOption = () =>
  new Option(
    '--become-password-file <file>',
    'what --ask-become-pass asks for, from a file',
  ).conflicts('askBecomePass');

export const sshConfigOption = () =>
  new Option(
    '--ssh-config <file>',
    'follow this configuration of ssh, or none; without it, targets and -i ssh_config:FILE follow their own',
  );

export const transportOption = () =>
  new Option(
    '--transport <transport>',
    'reach hosts by the ssh command of this machine, whatever the inventory says',
  ).choices(['openssh'] as const);

export const acceptOption = () =>
  new Option(
    '--accept-new-host-keys',
    'trust and store the key of hosts never seen before; changed keys are refused still',
  );

export const outputOption = (folder: string) =>
  new Option('-o, --output <folder>', 'where to write').default(folder);

export const textFormatOption = () =>
  new Option('-f, --format <format>', 'how to print')
    .choices(['text', 'json'] as const)
    .default('text' as const);

export const resumeOption = () =>
  new Option(
    '--resume <run>',
    'go on with a run that was stopped: what it has read is not read again; a folder, or a run of the store',
  );

export const verboseOption = () =>
  new Option('-v, --verbose', 'a line for each host, and a summary with all that it has').conflicts(
    'quiet',
  );

export const logFormatOption = () =>
  new Option('--log-format <format>', 'what stands on standard error while hosts are read')
    .choices(['text', 'json'] as const)
    .default('text' as const);

export const quietOption = () => new Option('-q, --quiet', 'no progress and no summary');

/** Gathers the values of an option that may be given again. */
export const another = (value: string, values: readonly string[]): readonly string[] => [
  ...values,
  value,
];

function parseFormats(text: string): readonly Format[] {
  return text.split(',').map((word) => {
    const format = FORMATS.find((known) => known === word.trim());
    if (format === undefined) {
      throw new InvalidArgumentError(`${word} is none of ${FORMATS.join(', ')}.`);
    }
    return format;
  });
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}
