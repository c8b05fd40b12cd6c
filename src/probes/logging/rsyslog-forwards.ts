import { hostPort, isLoopback } from '../network/network-address.ts';
import type { RsyslogConfig } from './rsyslog.ts';
import type { RsyslogParameters } from './rsyslog-statements.ts';

/** Logs that rsyslogd sends away. */
export interface RsyslogForward {
  readonly from: string;
  /** Module or protocol: `udp`, `tcp`, `omrelp`, `omkafka`. */
  readonly via: string;
  readonly target: string;
  /** What stands between it and who listens or answers in the other's place; `other` where that is not judged. */
  readonly protection: 'none' | 'unchecked' | 'checked' | 'other';
  /** What waits out that the other side is away: a queue on disk, and trying for ever. */
  readonly queued: boolean;
}

/** How TLS is asked for: by global settings, which legacy actions and those without words of their own take. */
interface Tls {
  readonly driver: string;
  readonly mode: string;
  readonly auth: string;
}

const NO_TLS: Tls = { driver: 'ptcp', mode: '0', auth: '' };
/** Modes that hold the other side to a name or a key; unset, the drivers take the name that they connect to. */
const CHECKS = /^(?:x509\/(?:name|fingerprint))?$/i;

/** Targets that are another machine, in the order of the configuration. */
export function rsyslogForwards({ statements }: RsyslogConfig): readonly RsyslogForward[] {
  const found: RsyslogForward[] = [];
  let tls = { ...NO_TLS, driver: globalDriver(statements) ?? NO_TLS.driver };
  let queue = NO_QUEUE;
  for (const statement of statements) {
    const { from } = statement;
    if (statement.kind === 'directive') {
      tls = tlsAfter(tls, statement.name, statement.value);
      queue = queueAfter(queue, statement.name, statement.value);
    } else if (statement.kind === 'forward') {
      found.push(legacyForward(statement, tls, queue));
      // Legacy words of a queue hold for one action.
      queue = NO_QUEUE;
    } else if (statement.kind === 'object' && statement.name === 'action') {
      found.push(...actionForwards(statement.parameters, tls.driver, from));
    }
  }
  return found.filter(({ target }) => !isOwn(target));
}

function legacyForward(
  { from, protocol, target }: { from: string; protocol: 'udp' | 'tcp'; target: string },
  tls: Tls,
  queue: typeof NO_QUEUE,
): RsyslogForward {
  const protection = protocol === 'udp' ? 'none' : protectionOf(tls);
  const queued = queue.isOn && queue.file && queue.retries;
  return { from, via: protocol, target, protection, queued };
}

const NO_QUEUE = { isOn: false, file: false, retries: false };

function queueAfter(queue: typeof NO_QUEUE, name: string, value: string): typeof NO_QUEUE {
  if (name === 'actionqueuetype') return { ...queue, isOn: !/^direct$/i.test(value) };
  if (name === 'actionqueuefilename') return { ...queue, file: true };
  return name === 'actionresumeretrycount' ? { ...queue, retries: value === '-1' } : queue;
}

function tlsAfter(tls: Tls, name: string, value: string): Tls {
  if (name === 'actionsendstreamdriver' || name === 'defaultnetstreamdriver') {
    return { ...tls, driver: value };
  }
  if (name === 'actionsendstreamdrivermode') return { ...tls, mode: value };
  return name === 'actionsendstreamdriverauthmode' ? { ...tls, auth: value } : tls;
}

/** The driver of all streams counts for actions that stand before it, too. */
function globalDriver(statements: RsyslogConfig['statements']): string | undefined {
  return statements
    .flatMap((one) => {
      if (one.kind === 'directive' && one.name === 'defaultnetstreamdriver') return [one.value];
      if (one.kind !== 'object' || one.name !== 'global') return [];
      const driver = one.parameters.get('defaultnetstreamdriver');
      return driver === undefined ? [] : [driver];
    })
    .at(-1);
}

function protectionOf({ driver, mode, auth }: Tls): RsyslogForward['protection'] {
  if (!/^(?:gtls|ossl|mbedtls)$/i.test(driver) || Number(mode) < 1) return 'none';
  return CHECKS.test(auth) ? 'checked' : 'unchecked';
}

/** Modules that send to other machines, and the parameter that names the target. */
const SENDERS: ReadonlyMap<string, string> = new Map([
  ['omfwd', 'target'],
  ['omrelp', 'target'],
  ['omhttp', 'server'],
  ['omelasticsearch', 'server'],
  ['omkafka', 'broker'],
  ['omgelf', 'target'],
]);

function actionForwards(
  parameters: RsyslogParameters,
  driver: string,
  from: string,
): readonly RsyslogForward[] {
  const via = (parameters.get('type') ?? '').toLowerCase().replace(/^builtin:/, '');
  const named = SENDERS.get(via);
  if (named === undefined) return [];
  // What omelasticsearch and omhttp default to is the host itself.
  const target = parameters.get(named) ?? 'localhost';
  const queued =
    /^(?:linkedlist|fixedarray|disk)$/i.test(parameters.get('queue.type') ?? '') &&
    parameters.has('queue.filename') &&
    parameters.get('action.resumeretrycount') === '-1';
  if (via === 'omrelp') {
    return [{ from, via, target, protection: relpProtection(parameters), queued }];
  }
  if (via !== 'omfwd') return [{ from, via, target, protection: 'other', queued }];
  const protocol = (parameters.get('protocol') ?? 'udp').toLowerCase();
  const protection = protectionOf({
    driver: parameters.get('streamdriver') ?? driver,
    mode: parameters.get('streamdrivermode') ?? NO_TLS.mode,
    auth: parameters.get('streamdriverauthmode') ?? NO_TLS.auth,
  });
  return [
    { from, via: protocol, target, protection: protocol === 'udp' ? 'none' : protection, queued },
  ];
}

function relpProtection(parameters: RsyslogParameters): RsyslogForward['protection'] {
  if (parameters.get('tls')?.toLowerCase() !== 'on') return 'none';
  const checks = /^(?:name|fingerprint)$/i.test(parameters.get('tls.authmode') ?? '');
  return checks ? 'checked' : 'unchecked';
}

const isOwn = (target: string): boolean => {
  const { host } = hostPort(target);
  return host === '' || /^localhost(?:\.localdomain)?$/i.test(host) || isLoopback(host);
};
