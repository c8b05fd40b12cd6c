import { z } from 'zod';
import { BECOME_METHODS } from '../model/host.ts';
import { changes, knownChangeKeys } from '../policy/changes-schema.ts';
import type { Path } from '../yaml/location.ts';
import { ZONE_NAME, ZONE_WORDS } from './zone.ts';

// The `error` of each schema is the second half of a message: "found …; expected <error>".
const text = (expected: string) => z.string(expected).min(1, expected);

const VARIABLE_NAME = /^(?!name$)[A-Za-z_]\w*$/;
const GROUP_NAME = /^[A-Za-z][\w.-]*$/;
const SSH_OPTION = /^[A-Za-z\d]+=[^\p{Cc}]+$/u;
const LABEL_KEY = /^[A-Za-z\d][\w./-]*$/;

const Variables = z
  .record(
    z
      .string()
      .regex(
        VARIABLE_NAME,
        'letters, digits and "_", and not "name", which is the name of the host',
      ),
    z
      .string('a text')
      .regex(
        /^(?:(?!\{\{)[^\p{Cc}])*$/u,
        'a text in one line without {{ }}: variables do not nest',
      ),
    'a map of variable names to texts',
  )
  .describe(
    'Texts that settings below may use as {{name}}. {{name}} itself is the name of the host.',
  );

const connection = {
  address: text('a host name or an IP address')
    .optional()
    .describe('DNS name or IP address to connect to, without port. Default: the name of the host.'),
  port: z
    .int('a port from 1 to 65535')
    .min(1, 'a port from 1 to 65535')
    .max(65535, 'a port from 1 to 65535')
    .optional()
    .describe('TCP port of the SSH server. Default: 22.'),
  user: text('a login name')
    .optional()
    .describe('Who logs in. Default: the account that runs hostward.'),
  identityFiles: z
    .array(text('the path of a private key'), 'a list of paths of private keys')
    .optional()
    .describe(
      'Private keys to log in with, in order; "~/" is the home directory, other paths start at the folder of the inventory. Default: the SSH agent and the usual keys in ~/.ssh.',
    ),
  jump: z
    .union([z.string().min(1), z.array(z.string().min(1)).max(8)], {
      error: 'a jump host or a list of at most 8, each the name of a host or user@host:port',
    })
    .optional()
    .describe(
      'Jump hosts, first hop first: names of hosts of this inventory, or user@host:port. A host that is in its own chain is reached by the hops before it. [] for none.',
    ),
  become: z
    .enum(BECOME_METHODS, `one of ${BECOME_METHODS.join(', ')}`)
    .optional()
    .describe('How to become root once logged in. Default: none.'),
  pinned: z
    .string('an absolute path')
    .regex(/^\/[\w.@+/-]+$/, 'an absolute path of letters, digits and "._@+-"')
    .optional()
    .describe(
      'A script installed on the host, owned by root, that is run in place of one that is sent; hostward plan --sudoers prints it, with the rule for sudo.',
    ),
  transport: z
    .enum(['ssh2', 'openssh', 'local', 'image'], 'one of ssh2, openssh, local, image')
    .optional()
    .describe(
      'ssh2: over SSH. openssh: by the ssh command of this machine, with all that its configuration says of the host. local: the machine that runs hostward. image: the files of a system that is not booted, see "path". Default: ssh2.',
    ),
  sshOptions: z
    .array(
      z.string().regex(SSH_OPTION, 'an option as ssh -o takes it, such as ProxyCommand=nc %h %p'),
      'a list of options as ssh -o takes them',
    )
    .optional()
    .describe(
      'Of transport openssh: options of ssh_config, each Keyword=value. What would weaken the check of host keys has no effect.',
    ),
  path: text('the path of a folder or an archive')
    .optional()
    .describe(
      'Of transport image: a folder with a root file system, a tar archive, a Docker or OCI archive; relative paths start at the folder of the inventory.',
    ),
  knownHosts: z
    .array(text('the path of a known_hosts file'), 'a list of paths of known_hosts files')
    .min(1, 'at least one file: without host keys nobody can be trusted')
    .optional()
    .describe(
      'Files with the host keys to trust. Default: ~/.ssh/known_hosts and /etc/ssh/ssh_known_hosts.',
    ),
};

const settings = {
  ...connection,
  labels: z
    .record(
      z.string().regex(LABEL_KEY, 'a label name of letters, digits, ".", "_", "-" and "/"'),
      z.string('a text').regex(/^\P{Cc}*$/u, 'a text in one line'),
      'a map of label names to texts',
    )
    .optional()
    .describe('Shown in reports and used by --limit name=value. Labels of all levels add up.'),
  profile: text('the name of a profile')
    .optional()
    .describe('The profile to audit these hosts against, instead of the one of the run.'),
  zone: z
    .string('the name of a zone')
    .regex(ZONE_NAME, ZONE_WORDS)
    .optional()
    .describe(
      'The network that these hosts are reached from. With audit --queue, workers of this zone take them. Default: default.',
    ),
  overrides: z
    .strictObject(changes, 'a map of include, exclude, parameters, severities')
    .optional()
    .describe(
      'Laid over the profile of these hosts. Overrides of all levels add up, weakest first.',
    ),
};

const Settings = z.strictObject(
  { ...settings, variables: Variables.optional() },
  'a map of settings',
);

const Group = z
  .strictObject(
    {
      hosts: z
        .array(text('the name of a host'), 'a list of host names')
        .optional()
        .describe(
          'Members: names or ranges such as web[01:20].example.org. A host need not be listed under "hosts" too.',
        ),
      children: z
        .array(text('the name of a group'), 'a list of group names')
        .optional()
        .describe(
          'Groups whose hosts belong to this group too; what they set themselves is stronger.',
        ),
      ...Settings.shape,
    },
    'a map with the hosts and settings of the group',
  )
  .meta({ id: 'group' });

const files = (what: string) =>
  z
    .array(text('the path of a YAML file'), 'a list of paths of YAML files')
    .exactOptional()
    .describe(`Files of ${what}; paths start at the folder of the inventory.`);

const Policy = z.strictObject(
  {
    profiles: files('profiles that "profile" below and --profile may name by their ids'),
    waivers: files('waivers'),
    attestations: files('attestations'),
  },
  'a map of profiles, waivers, attestations',
);

/** The inventory as written; {@link parseInventory} says what it means. */
export const Inventory = z.strictObject(
  {
    version: z.literal(1, '"version: 1"').describe('Format of this file.'),
    policy: Policy.optional().describe('Files that say what these hosts are held against.'),
    defaults: Settings.meta({ id: 'settings' })
      .optional()
      .describe('Settings of every host, weaker than those of groups and hosts.'),
    groups: z
      .record(
        z
          .string()
          .regex(GROUP_NAME, 'a group name: a letter, then letters, digits, ".", "_" and "-"'),
        Group,
        'a map of group names to groups',
      )
      .optional()
      .describe(
        'Hosts with something in common. Where two groups of a host differ, the later one wins, and a child over its parent.',
      ),
    hosts: z
      .record(z.string(), z.nullable(Settings), 'a map of host names to settings')
      .optional()
      .describe(
        'Hosts by name or range, with settings of their own, which are the strongest. A name may stand here once.',
      ),
  },
  'a map with "version", "hosts" and "groups"',
);

export type Inventory = z.output<typeof Inventory>;
export type Settings = z.output<typeof Settings>;
export type Group = z.output<typeof Group>;

const SETTING_NAMES: ReadonlySet<string> = new Set(Object.keys(settings));

/** Whether the hosts can be told without this setting: variables are missed by others. */
export const isLoneSetting = (name: string): boolean => SETTING_NAMES.has(name);

/** The keys that may stand at a path of an inventory. */
export function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return Object.keys(Inventory.shape);
  if (path[0] === 'policy') return Object.keys(Policy.shape);
  // A group or host may itself be called so.
  const overrides = path.indexOf('overrides', path[0] === 'defaults' ? 1 : 2);
  if (overrides !== -1) return knownChangeKeys(path.slice(overrides + 1));
  return Object.keys(path[0] === 'groups' ? Group.shape : Settings.shape);
}
