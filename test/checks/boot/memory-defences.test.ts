import checks from '../../../checks/boot/memory-defences.ts';
import { testBootRows } from '../../support/test-boot-rows.ts';

testBootRows(checks, {
  nokaslr: { bad: ['nokaslr'], good: ['nokaslr=1', 'kaslr'] },
  norandmaps: { bad: ['norandmaps'] },
  nosmap: { bad: ['nosmap'] },
  nosmep: { bad: ['nosmep'] },
  clearcpuid: { bad: ['clearcpuid=514', 'clearcpuid=smap,umip'] },
  setcpuid: { bad: ['setcpuid=smap'] },
  rodata: { bad: ['rodata=off', 'rodata=0', 'rodata=noalias'], good: ['rodata=on', 'rodata=full'] },
  noexec: { bad: ['noexec=off', 'noexec32=off'], good: ['noexec=on'] },
  no_hash_pointers: {
    bad: ['no_hash_pointers', 'hash_pointers=never'],
    good: ['hash_pointers=always'],
  },
  hardened_usercopy: { bad: ['hardened_usercopy=off'], good: ['hardened_usercopy=1'] },
  init_on_alloc: {
    bad: ['init_on_alloc=0'],
    good: ['init_on_alloc=1', 'init_on_alloc=0 init_on_alloc=1'],
  },
  randomize_kstack_offset: {
    bad: ['randomize_kstack_offset=off', 'randomize_kstack_offset=0'],
    good: ['randomize_kstack_offset=on'],
  },
  slab_merge: { bad: ['slab_merge', 'slub_merge'], good: ['slab_nomerge'] },
  'slab_common-usercopy_fallback': {
    bad: ['slab_common.usercopy_fallback=1', 'slab_common.usercopy_fallback'],
    good: ['slab_common.usercopy_fallback=0'],
  },
  'syscall-x32': { bad: ['syscall.x32=y'], good: ['syscall.x32=n'] },
});
