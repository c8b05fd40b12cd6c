import { quoted } from '../../model/quoted.ts';
import type { Variable } from './model.ts';
import { VAULTED } from './model.ts';
import { readSshArguments } from './ssh-arguments.ts';

/** A setting of an inventory, not checked yet, and where it comes from. */
export interface FoundSetting {
  readonly key: string;
  readonly value: unknown;
  readonly at: string;
}

interface Finding {
  readonly text: (...names: readonly string[]) => { value: string; at: string } | undefined;
  readonly report: (at: string, problem: string) => void;
}

/** What the variables of a host say of how it is reached. */
export function settingsOfHost(
  host: string,
  variables: ReadonlyMap<string, Variable>,
  report: (at: string, problem: string) => void,
): readonly FoundSetting[] {
  const finding: Finding = { text: (...names) => textOf(names, host, variables, report), report };
  const address = finding.text('ansible_host', 'ansible_ssh_host');
  const user = finding.text('ansible_user', 'ansible_ssh_user');
  const key = finding.text('ansible_ssh_private_key_file', 'ansible_private_key_file');
  const port = finding.text('ansible_port', 'ansible_ssh_port');
  const zone = finding.text('hostward_zone');
  return [
    ...(address === undefined ? [] : [{ key: 'address', ...address }]),
    ...(user === undefined ? [] : [{ key: 'user', ...user }]),
    ...(port === undefined ? [] : [{ key: 'port', value: numberOf(port.value), at: port.at }]),
    ...(key === undefined ? [] : [{ key: 'identityFiles', value: [key.value], at: key.at }]),
    ...(zone === undefined ? [] : [{ key: 'zone', ...zone }]),
    ...becomeOf(finding),
    ...connectionOf(finding),
  ];
}

const numberOf = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);

function becomeOf({ text, report }: Finding): readonly FoundSetting[] {
  const become = text('ansible_become', 'ansible_sudo');
  if (become === undefined || !/^(true|yes|on|y|1)$/i.test(become.value)) return [];
  const user = text('ansible_become_user');
  if (user !== undefined && user.value !== 'root') {
    report(
      user.at,
      `ansible_become_user ${quoted(user.value)}; expected root: audits become nobody else`,
    );
  }
  const { value, at } = text('ansible_become_method') ?? { value: 'sudo', at: become.at };
  const method = shortName(value);
  if (method === 'sudo' || method === 'doas') return [{ key: 'become', value: method, at }];
  report(at, `ansible_become_method ${quoted(value)}; expected sudo or doas`);
  return [];
}

function connectionOf({ text, report }: Finding): readonly FoundSetting[] {
  const connection = text('ansible_connection');
  const kind = shortName(connection?.value ?? 'ssh');
  if (connection !== undefined && kind === 'local') {
    return [{ key: 'transport', value: 'local', at: connection.at }];
  }
  if (!/^(ssh|smart|paramiko|paramiko_ssh|libssh)$/.test(kind)) {
    report(
      connection?.at ?? '',
      `ansible_connection ${quoted(kind)}; expected ssh or local: leave other hosts out of the inventory that is audited`,
    );
    return [];
  }
  return ['ansible_ssh_common_args', 'ansible_ssh_extra_args', 'ansible_ssh_args'].flatMap(
    (name) => {
      const found = text(name);
      return found === undefined ? [] : argumentsOf(name, found, report);
    },
  );
}

function argumentsOf(
  name: string,
  { value, at }: { readonly value: string; readonly at: string },
  report: Finding['report'],
): readonly FoundSetting[] {
  const { jump, sshOptions, problem } = readSshArguments(value);
  if (problem !== undefined) report(at, `${name}: ${problem}; expected -J and -o alone`);
  return [
    ...(jump === undefined ? [] : [{ key: 'jump', value: jump, at }]),
    ...(sshOptions.length === 0
      ? []
      : [
          { key: 'transport', value: 'openssh', at },
          { key: 'sshOptions', value: sshOptions, at },
        ]),
  ];
}

/** `ansible.builtin.ssh` is `ssh`. */
const shortName = (name: string): string => name.replace(/^([\w]+\.)+/, '');

/** The first of these variables that is set, filled in. */
function textOf(
  names: readonly string[],
  host: string,
  variables: ReadonlyMap<string, Variable>,
  report: (at: string, problem: string) => void,
): { value: string; at: string } | undefined {
  const name = names.find((each) => variables.get(each)?.value != null);
  const found = name === undefined ? undefined : variables.get(name);
  if (name === undefined || found === undefined) return undefined;
  const { value, at } = found;
  if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value), at };
  if (typeof value !== 'string') {
    report(at, `${name} is a list or a map; expected a text`);
    return undefined;
  }
  const filled = fill(value, host, variables, 0);
  if (filled.ok) return { value: filled.text, at };
  report(at, `${name}: ${filled.problem}`);
  return undefined;
}

type Filled =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** Variables may lead to each other. */
const MAX_NESTING = 8;

/** `{{ name }}` and no more of Jinja. */
function fill(
  text: string,
  host: string,
  variables: ReadonlyMap<string, Variable>,
  nesting: number,
): Filled {
  if (text === VAULTED) {
    return {
      ok: false,
      problem: 'is encrypted by ansible-vault, which is not read; expected a plain value',
    };
  }
  let problem: string | undefined;
  const filled = text.replaceAll(/\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = variableText(expression, host, variables);
    const inner: Filled =
      value === undefined || nesting === MAX_NESTING
        ? { ok: false, problem: unknownExpression(expression) }
        : fill(value, host, variables, nesting + 1);
    if (inner.ok) return inner.text;
    problem ??= inner.problem;
    return '';
  });
  if (/\{[%{#]/.test(filled)) problem ??= 'a template; expected variables as {{ name }} alone';
  return problem === undefined ? { ok: true, text: filled } : { ok: false, problem };
}

const unknownExpression = (expression: string): string =>
  `{{ ${expression} }}; expected the name of a variable that is set, without filters and lookups`;

function variableText(
  name: string,
  host: string,
  variables: ReadonlyMap<string, Variable>,
): string | undefined {
  if (name === 'inventory_hostname') return host;
  if (name === 'inventory_hostname_short') return host.split('.')[0] ?? host;
  const value = variables.get(name)?.value;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}
