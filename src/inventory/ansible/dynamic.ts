import { z } from 'zod';
import { UsageError } from '../../model/errors.ts';
import { type AnsibleInventory, createAnsibleInventory, groupOf, hostOf } from './model.ts';

const Variables = z.record(z.string(), z.unknown());
const Group = z.union([
  z.array(z.string()),
  z.object({
    hosts: z.array(z.string()).optional(),
    children: z.array(z.string()).optional(),
    vars: Variables.optional(),
  }),
]);
const Meta = z.object({ hostvars: z.record(z.string(), Variables).optional() });

/**
 * What a program prints for `--list`: groups by name, variables of hosts under `_meta`.
 * @throws UsageError when it is none of that.
 */
export function readAnsibleJson(text: string, name: string): AnsibleInventory {
  const inventory = createAnsibleInventory();
  const { _meta, ...groups } = parse(text, name, z.record(z.string(), z.unknown()));
  if (_meta === undefined) {
    throw new UsageError(
      `${name}: no "_meta"; expected the variables of all hosts there, for programs are not called once for each host`,
    );
  }
  const { hostvars = {} } = check(_meta, `${name}: _meta`, Meta);
  for (const [group, value] of Object.entries(groups)) {
    readGroup(group, check(value, `${name}: ${group}`, Group), name, inventory);
  }
  for (const [host, variables] of Object.entries(hostvars)) {
    const at = `${name}: _meta.hostvars.${host}`;
    // Of a host in no group nobody speaks but _meta.
    const { variables: into } = hostOf(inventory, host, at);
    for (const [key, value] of Object.entries(variables)) into.set(key, { value, at });
  }
  return inventory;
}

function readGroup(
  group: string,
  value: z.output<typeof Group>,
  name: string,
  inventory: AnsibleInventory,
): void {
  const at = `${name}: ${group}`;
  const { hosts = [], children = [], vars = {} } = Array.isArray(value) ? { hosts: value } : value;
  const into = groupOf(inventory, group, at);
  for (const host of hosts) {
    into.hosts.set(host, at);
    hostOf(inventory, host, at);
  }
  for (const child of children) into.children.set(child, at);
  for (const [key, inner] of Object.entries(vars)) into.variables.set(key, { value: inner, at });
}

function parse<T>(text: string, name: string, schema: z.ZodType<T>): T {
  try {
    return check(JSON.parse(text), name, schema);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${name}: no JSON; expected what an Ansible inventory prints for --list`, {
      cause,
    });
  }
}

function check<T>(value: unknown, name: string, schema: z.ZodType<T>): T {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  throw new UsageError(
    `${name}${where === '' ? '' : `.${where}`}: not as an Ansible inventory prints it (${issue?.message ?? 'wrong'})`,
  );
}
