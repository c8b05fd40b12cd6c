import type { Given } from '../../../src/testing/check-cases.ts';

const TREE = '/lib/modules/6.1.0-28-amd64';

/** As depmod lists a file. */
export const inTree = (path: string): string => `${TREE}/modules.dep:${path}.ko\n`;
export const inKernel = (path: string): string => `${TREE}/modules.builtin:${path}.ko\n`;

/** A host whose kernel loads modules and has none of those that are asked for. */
export const HOST: Given = {
  'text:/proc/sys/kernel/osrelease': '6.1.0-28-amd64\n',
  'text:/proc/sys/kernel/modules_disabled': '0\n',
  'text:/proc/modules': 'overlay 163840 4 - Live 0x0000000000000000\n',
  'modules:@trees': `kernel 6.1.0-28-amd64\ntree ${TREE}\nstatus 0\n`,
};

export const CONFIG = 'text:/etc/modprobe.d/*.conf';
export const line = (text: string): string => `/etc/modprobe.d/x.conf:${text}\n`;
