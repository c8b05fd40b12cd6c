import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  interfaceSysctl,
  sysctl,
  sysctlKey,
  sysctlName,
} from '../../../src/probes/sysctl/sysctl.ts';

const printed = (stdout: string, stderr = '') => ({ exit: stderr === '' ? 0 : 1, stdout, stderr });

it.each([
  ['kernel.kptr_restrict', 'kernel/kptr_restrict'],
  ['net.ipv4.conf.eth0/100.rp_filter', 'net/ipv4/conf/eth0.100/rp_filter'],
  ['net/ipv4/conf/eth0.100/rp_filter', 'net/ipv4/conf/eth0.100/rp_filter'],
  ['/kernel//sysrq', 'kernel/sysrq'],
  ['kernel', 'kernel'],
])('%s names %s', (key, name) => {
  expect(sysctlName(key)).toBe(name);
});

it('writes a name as a key that leads back to it', () => {
  const name = fc.stringMatching(/^[a-z]+\/[a-z0-9._-]+\/[a-z_]+$/);
  fc.assert(fc.property(name, (n) => sysctlName(sysctlKey(n)) === n));
});

it('folds white space', () => {
  const seen = sysctl('kernel.printk').parse(printed('4\t4\t1\t7\n'));
  expect(seen).toEqual({ state: 'value', value: '4 4 1 7' });
});

it('tells a key that is not there from one that may not be read', () => {
  const probe = sysctl('net.core.bpf_jit_harden');
  expect(probe.parse(printed('', 'grep: x: No such file or directory\n'))).toEqual({
    state: 'absent',
    reason: 'this kernel has no net.core.bpf_jit_harden',
  });
  expect(probe.parse(printed('', 'grep: x: Permission denied\n')).state).toBe('denied');
});

const FOLDER = '/proc/sys/net/ipv4/conf';

it('finds an interface in the reading of all', () => {
  const probe = sysctl('net.ipv4.conf.eth0/100.rp_filter');
  expect(probe.reading.arg).toBe(`${FOLDER}/*/rp_filter`);
  const lines = `${FOLDER}/all/rp_filter:0\n${FOLDER}/eth0.100/rp_filter:2\n`;
  expect(probe.parse(printed(lines))).toEqual({ state: 'value', value: '2' });
  expect(probe.parse(printed(`${FOLDER}/all/rp_filter:0\n`)).state).toBe('absent');
});

it('keeps the interfaces that stayed while one went away', () => {
  const seen = interfaceSysctl(4, 'rp_filter').parse(
    printed(
      `${FOLDER}/all/rp_filter:0\n`,
      `grep: ${FOLDER}/veth1/rp_filter: No such file or directory\n`,
    ),
  );
  expect(seen).toEqual({ state: 'value', value: new Map([['all', '0']]) });
});

it('never throws, whatever a host prints', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (stdout, stderr) => {
      expect(interfaceSysctl(6, 'accept_ra').parse(printed(stdout, stderr)).state).toBeDefined();
    }),
  );
});
