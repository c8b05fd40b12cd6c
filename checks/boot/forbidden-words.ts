import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';

export default bootChecks([
  {
    id: 'arm64-nobti',
    title: 'BTI is not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'Overwritten pointers may then lead into the middle of functions.',
    references: ['khc', DOC],
    unwanted: [{ name: 'arm64.nobti' }],
  },
  {
    id: 'arm64-nogcs',
    title: 'Guarded control stacks are not switched off',
    severity: 'low',
    level: 1,
    rationale: 'Overwritten return addresses then run code of the attacker’s choice.',
    references: ['khc', DOC],
    unwanted: [{ name: 'arm64.nogcs' }],
  },
  {
    id: 'arm64-nomte',
    title: 'Memory tagging is not switched off',
    severity: 'low',
    level: 1,
    rationale: 'Programs that tag their heap lose what catches their errors.',
    references: ['khc', DOC],
    unwanted: [{ name: 'arm64.nomte' }],
  },
  {
    id: 'arm64-nopauth',
    title: 'Pointer authentication is not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'Overwritten return addresses then run code of the attacker’s choice.',
    references: ['khc', DOC],
    unwanted: [{ name: 'arm64.nopauth' }],
  },
  {
    id: 'slub_merge',
    title: 'Slab merging is not forced on (old name)',
    severity: 'low',
    level: 1,
    rationale:
      'Where caches of different types share pages, a use after free crosses from one type to another.',
    references: ['khc', DOC],
    unwanted: [{ name: 'slub_merge' }],
  },
  {
    id: 'efi-noruntime',
    title: 'EFI runtime services stay on where Secure Boot is used',
    severity: 'low',
    level: 1,
    rationale:
      'Without them revocations of boot loaders cannot be installed, nor the state of Secure Boot be read.',
    references: [DOC],
    unwanted: [{ name: 'efi', values: /(?:^|,)noruntime(?:,|$)/ }, { name: 'noefi' }],
  },
  {
    id: 'systemd-legacy-cgroup-force',
    title: 'Legacy cgroups are not forced',
    severity: 'low',
    level: 1,
    rationale:
      'Version 1 has release agents, a way out of containers (CVE-2022-0492), and weaker delegation.',
    references: ['cve:CVE-2022-0492', DOC],
    unwanted: [{ name: 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE', values: /^(?:1|yes|y|true|t|on)$/i }],
  },
  {
    id: 'systemd-legacy_systemd_cgroup_controller',
    title: 'The hybrid or legacy controller set-up is not asked for',
    severity: 'low',
    level: 1,
    rationale:
      'Version 1 has release agents, a way out of containers (CVE-2022-0492), and weaker delegation.',
    references: ['cve:CVE-2022-0492', DOC],
    unwanted: [
      { name: 'systemd.legacy_systemd_cgroup_controller', values: /^(?:|1|yes|y|true|t|on)$/i },
    ],
  },
  {
    id: 'user_namespace-enable',
    title: 'User namespaces are not switched off where the engine needs them',
    severity: 'low',
    level: 1,
    rationale: 'Without them userns-remap fails and root in a container is root of the host.',
    references: [DOC],
    unwanted: [{ name: 'user_namespace.enable', values: /^0$/ }],
  },
  {
    id: 'debug-output',
    title: 'Verbose kernel debugging is off',
    severity: 'low',
    level: 2,
    rationale: 'Its messages hold addresses of the kernel and fill the log.',
    references: [DOC],
    unwanted: [
      { name: 'debug', bare: true },
      { name: 'ignore_loglevel' },
      { name: 'initcall_debug' },
      { name: 'dyndbg' },
      { name: 'ftrace' },
      { name: 'trace_event' },
      { name: 'tp_printk' },
    ],
  },
]);
