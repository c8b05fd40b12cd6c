import { bootChecks } from '../../src/index.ts';

const DOC = 'kernel-doc:admin-guide/kernel-parameters.txt';

/** The first characters by which the kernel's kstrtobool() takes a word for "no", and for "yes". */
const NO = /^(?:[0nNfF]|[oO][fF])/;
const YES = /^(?:[1yYtT]|[oO][nN])/;

export default bootChecks([
  {
    id: 'nokaslr',
    title: 'KASLR is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'With the kernel at a fixed address an exploit in a container needs no leak to find its target.',
    references: ['khc', DOC],
    unwanted: [{ name: 'nokaslr', bare: true }],
  },
  {
    id: 'norandmaps',
    title: 'User space randomisation is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'Without address randomisation every overflow in a container service hits known addresses.',
    references: ['khc', DOC],
    unwanted: [{ name: 'norandmaps', bare: true }],
  },
  {
    id: 'nosmap',
    title: 'SMAP is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'Without SMAP a kernel bug can be made to use data that an attacker laid out in user space.',
    references: ['khc', 'ssg:grub2_nosmap_argument_absent', DOC],
    unwanted: [{ name: 'nosmap', bare: true }],
  },
  {
    id: 'nosmep',
    title: 'SMEP is not switched off',
    severity: 'high',
    level: 1,
    rationale:
      'Without SMEP a kernel bug can be made to run code that an attacker laid out in user space.',
    references: ['khc', 'ssg:grub2_nosmep_argument_absent', DOC],
    unwanted: [{ name: 'nosmep', bare: true }],
  },
  {
    id: 'clearcpuid',
    title: 'CPU features are not hidden from the kernel',
    severity: 'medium',
    level: 1,
    rationale:
      'It can hide SMAP, SMEP, UMIP or the controls that mitigations rest on, by number or name.',
    references: ['khc', DOC],
    unwanted: [{ name: 'clearcpuid', each: true }],
  },
  {
    id: 'setcpuid',
    title: 'CPU features are not forced on',
    severity: 'low',
    level: 1,
    rationale:
      'A feature that the processor does not have breaks what rests on it, mitigations included.',
    references: ['khc', DOC],
    unwanted: [{ name: 'setcpuid', each: true }],
  },
  {
    id: 'rodata',
    title: 'Kernel code and constants stay read-only',
    severity: 'high',
    level: 1,
    rationale: 'With a writable kernel text one stray write becomes code in the kernel.',
    references: ['khc', DOC],
    unwanted: [{ name: 'rodata', values: /^(?:off|0|n|no|noalias)$/i, expected: 'on or full' }],
  },
  {
    id: 'noexec',
    title: 'Non-executable mappings are not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'Kernels before 5.19 let data pages run as code with it.',
    references: [DOC],
    unwanted: [
      { name: 'noexec', values: /^off$/, expected: 'on' },
      { name: 'noexec32', values: /^off$/, expected: 'on' },
    ],
  },
  {
    id: 'no_hash_pointers',
    title: 'Printed kernel pointers are hashed',
    severity: 'medium',
    level: 1,
    rationale: 'Logs and files below /proc then tell real kernel addresses, which defeats KASLR.',
    references: ['khc', DOC],
    unwanted: [
      { name: 'no_hash_pointers', bare: true },
      { name: 'hash_pointers', values: /^never$/, expected: 'auto or always' },
    ],
  },
  {
    id: 'hardened_usercopy',
    title: 'Checks of copies to and from user space are not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'They stop heap overreads and overflows that leak kernel memory to a container.',
    references: ['khc', 'kspp', DOC],
    unwanted: [{ name: 'hardened_usercopy', values: NO, expected: 'on' }],
  },
  {
    id: 'init_on_alloc',
    title: 'Zeroing of fresh kernel memory is not switched off',
    severity: 'medium',
    level: 1,
    rationale: 'Uninitialised kernel memory carries data of one container to another.',
    references: ['khc', 'kspp', 'ssg:grub2_init_on_alloc_argument', DOC],
    unwanted: [{ name: 'init_on_alloc', values: NO, expected: '1' }],
  },
  {
    id: 'randomize_kstack_offset',
    title: 'Random kernel stack offsets are not switched off',
    severity: 'medium',
    level: 1,
    rationale:
      'A stack that begins at the same place in each system call makes stack attacks reliable.',
    references: ['khc', 'kspp', DOC],
    unwanted: [{ name: 'randomize_kstack_offset', values: NO, expected: 'on' }],
  },
  {
    id: 'slab_merge',
    title: 'Slab caches are not merged by force',
    severity: 'low',
    level: 1,
    rationale: 'In merged caches a freed object of one type is taken over by an object of another.',
    references: ['khc', DOC],
    unwanted: [
      { name: 'slab_merge', bare: true },
      { name: 'slub_merge', bare: true },
    ],
  },
  {
    id: 'slab_common-usercopy_fallback',
    title: 'Copies outside the allowed part of an object are not let through',
    severity: 'low',
    level: 1,
    rationale:
      'Kernels before 5.16 then only warn of a copy that leaks the rest of a kernel object.',
    references: ['khc', 'kspp', DOC],
    unwanted: [{ name: 'slab_common.usercopy_fallback', values: /^$|^(?:[1yYtT]|[oO][nN])/ }],
  },
  {
    id: 'syscall-x32',
    title: 'The x32 system calls are not switched on',
    severity: 'low',
    level: 1,
    rationale:
      'A second numbering of the system calls slips past filters that were written for the first.',
    references: [DOC],
    unwanted: [{ name: 'syscall.x32', values: YES }],
  },
]);
