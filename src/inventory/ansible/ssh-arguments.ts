import { shellWords } from './ini.ts';

/** What the arguments for ssh mean for a connection. */
interface SshArguments {
  /** `-J`, first hop first. */
  readonly jump?: readonly string[];
  /** For the ssh command alone, as `-o` takes them. */
  readonly sshOptions: readonly string[];
  readonly problem?: string;
}

/** Without a say in whether an audit gets in; host keys are checked in any case. */
const WITHOUT_EFFECT =
  /^(ControlMaster|ControlPersist|ControlPath|StrictHostKeyChecking|ServerAlive\w+|ConnectTimeout|ConnectionAttempts|ForwardAgent|ForwardX11|LogLevel|Compression|PasswordAuthentication|KbdInteractiveAuthentication|NumberOfPasswordPrompts|CheckHostIP|TCPKeepAlive)=/i;
/** Nobody can be trusted by it: left out, the usual files hold. */
const NO_KNOWN_HOSTS = /^(User|Global)KnownHostsFile=\/dev\/null$/i;
const FLAGS: ReadonlySet<string> = new Set(['-C', '-q', '-A', '-a', '-x', '-T']);

/** Reads `ansible_ssh_common_args` and its like. */
export function readSshArguments(text: string): SshArguments {
  const words = shellWords(text);
  if (words === undefined) return { sshOptions: [], problem: 'a quotation mark without its pair' };
  const options: string[] = [];
  for (const { flag, value } of flagsOf(words)) {
    const option = optionOf(flag, value);
    if (option === undefined) return { sshOptions: [], problem: `argument ${flag} of ssh` };
    options.push(option);
  }
  const [jumps] = options.flatMap((option) => /^ProxyJump=(.+)$/i.exec(option)?.[1] ?? []);
  const hops = jumps === undefined || jumps === 'none' ? [] : jumps.split(',');
  // Who logs in there is for ssh to know, where it is not said.
  const isSaid = hops.every((hop) => hop.includes('@'));
  return {
    sshOptions: options.filter((option) => hasEffect(option) && !(isSaid && JUMP.test(option))),
    ...(jumps !== undefined && isSaid && { jump: hops }),
  };
}

const JUMP = /^ProxyJump=/i;

const hasEffect = (option: string): boolean =>
  !WITHOUT_EFFECT.test(option) && !NO_KNOWN_HOSTS.test(option);

/** `-o x` and `-ox` alike; those without a say are left out. */
function* flagsOf(words: readonly string[]): Generator<{ flag: string; value: string }> {
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, flag = word, attached = ''] = /^(-[Jo])(.+)$/s.exec(word) ?? [];
    if (FLAGS.has(flag)) continue;
    yield {
      flag,
      value: attached === '' && /^-[Jo]$/.test(flag) ? (rest.shift() ?? '') : attached,
    };
  }
}

/** `Keyword=value`; undefined for arguments that are not known. */
function optionOf(flag: string, value: string): string | undefined {
  if (flag === '-J') return `ProxyJump=${value}`;
  if (flag !== '-o') return undefined;
  const [, keyword, text] = /^\s*([A-Za-z\d]+)(?:\s*=\s*|\s+)(.+)$/s.exec(value) ?? [];
  return keyword === undefined || text === undefined ? undefined : `${keyword}=${text}`;
}
