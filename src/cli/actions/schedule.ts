import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { cronFile } from '../../schedule/cron.ts';
import { type Schedule, STATE } from '../../schedule/schedule.ts';
import { type ScheduleFile, systemdUnits } from '../../schedule/systemd.ts';
import { lookAhead } from '../scheduled-audit.ts';

interface Options {
  readonly kind: 'systemd' | 'cron';
  /** When, as systemd.time(7) or crontab(5) say it. */
  readonly at?: string | undefined;
  readonly spread: number;
  readonly account?: string | undefined;
  /** Where the files go; printed where it is not said. */
  readonly to?: string | undefined;
}

const CRON_FIELD = /^[\d*/,a-zA-Z-]+$/;

/**
 * Writes what makes a machine audit by itself, and says what to do with it. Nothing is installed.
 * @throws UsageError for a time or an account that is none, words that audit does not know, or files that are there.
 */
export async function schedule(words: readonly string[], options: Options): Promise<void> {
  const { kind, spread } = options;
  const { readsThisMachine, doubt } = await lookAhead(words);
  const account = options.account ?? (readsThisMachine ? 'root' : 'hostward');
  refuse(!/^[a-z_][a-z0-9_-]*$/.test(account), `${account} is no name of an account`);
  refuse(
    words.some((word) => /[\r\n\0]/.test(word)),
    'a word of a scheduled command holds no line break',
  );
  const plan: Schedule = {
    program: ownProgram(),
    words,
    account,
    readsThisMachine,
    spreadSeconds: spread * 60,
  };
  const files =
    kind === 'systemd'
      ? systemdUnits(plan, calendarOf(options.at ?? '*-*-* 02:30'))
      : [cronFile(plan, cronTimeOf(options.at ?? '30 2 * * *'))];
  if (options.to === undefined) process.stdout.write(files.map(shown).join('\n'));
  else writeAll(options.to, files);
  if (doubt !== undefined) warn(`today the audit would be refused: ${visibleLine(doubt)}`);
  if (kind === 'systemd' && !readsThisMachine) warnOfHidden(plan.program);
  process.stderr.write(`${kind === 'systemd' ? systemdSteps(plan) : cronSteps(account)}\n`);
}

/** This very program: its interpreter and its file. */
const ownProgram = (): readonly string[] => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  realpathSync(process.argv[1] ?? ''),
];

function calendarOf(at: string): string {
  refuse(!/^[\w*:.,/~ +-]+$/.test(at), `${at} is no time of systemd.time(7), as *-*-* 02:30`);
  return at;
}

function cronTimeOf(at: string): string {
  const fields = at.trim().split(/\s+/);
  const isTime = fields.length === 5 && fields.every((field) => CRON_FIELD.test(field));
  refuse(!isTime, `${at} is no time of crontab(5), as 30 2 * * *`);
  return fields.join(' ');
}

function refuse(isWrong: boolean, words: string): void {
  if (isWrong) throw new UsageError(words);
}

/** ProtectHome= and PrivateTmp= hide what lies there from the service. */
const HIDDEN = /^\/(home|root|run\/user|tmp|var\/tmp)\//;

function warnOfHidden(program: readonly string[]): void {
  for (const path of program.filter((word) => HIDDEN.test(word))) {
    warn(`the service does not see ${path}; install it elsewhere, as below /usr/local`);
  }
}

const shown = ({ name, text }: ScheduleFile): string => `# ${name}\n${text}`;

function writeAll(folder: string, files: readonly ScheduleFile[]): void {
  const paths = files.map(({ name, text }) => ({ path: join(folder, name), text }));
  const there = paths.find(({ path }) => existsSync(path));
  if (there !== undefined) throw new UsageError(`${there.path} is there already; remove it first`);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of paths) {
      writeFileSync(path, text, { mode: 0o644, flag: 'wx' });
      process.stdout.write(`${resolve(path)}\n`);
    }
  } catch (cause) {
    throw new UsageError(`${folder}: ${String(cause)}; name another --to`, { cause });
  }
}

const warn = (words: string): void => {
  process.stderr.write(`hostward: ${words}\n`);
};

/** A line of its own, but for root, who is there. */
const makeAccount = (name: string): string =>
  name === 'root'
    ? ''
    : `\n  useradd --system --home-dir ${STATE} --create-home --shell /usr/sbin/nologin ${name}`;

const systemdSteps = ({ account, readsThisMachine }: Schedule): string => `
What to do with them, as root:${makeAccount(account)}
  cp hostward.service hostward.timer /etc/systemd/system/ && systemctl daemon-reload
  systemctl start hostward.service          (once, to see that it can)
  systemctl enable --now hostward.timer
${
  readsThisMachine
    ? 'This machine is one of the hosts, so the service has no sandbox: it would be audited instead.'
    : `The service sees no home: keep inventory, keys and known_hosts in ${STATE} or /etc/hostward, readable by ${account}.`
}`;

const cronSteps = (name: string): string => `
What to do with it, as root:${makeAccount(name)}
  cp hostward.cron /etc/cron.d/hostward     (no dot in its name: cron passes over those)`;
