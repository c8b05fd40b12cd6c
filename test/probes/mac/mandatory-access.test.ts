import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { osRelease } from '../../../src/probes/host/os-release.ts';
import { apparmorEnabled, apparmorProfiles } from '../../../src/probes/mac/apparmor.ts';
import { activeLsms } from '../../../src/probes/mac/lsm.ts';
import { macOf } from '../../../src/probes/mac/mandatory-access.ts';
import { selinuxBoolean, selinuxConfig, selinuxEnforce } from '../../../src/probes/mac/selinux.ts';
import { observeFact } from '../../support/observe-fact.ts';

const printed = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

it('reads profiles whose names hold spaces and brackets', () => {
  expect(apparmorProfiles.parse(printed('a b (c)//null-/bin/x (kill)\n'))).toEqual({
    state: 'value',
    value: [{ name: 'a b (c)//null-/bin/x', mode: 'kill' }],
  });
});

it('reads the list of modules', () => {
  expect(activeLsms.parse(printed('lockdown,capability,yama'))).toMatchObject({
    value: ['lockdown', 'capability', 'yama'],
  });
});

it('takes the last type of policy, and spaces at its end for none', () => {
  const config = 'SELINUXTYPE=mls\n  selinuxtype=targeted \t\nSELINUX=permissive\n';
  expect(selinuxConfig.parse(printed(config))).toEqual({
    state: 'value',
    value: { mode: 'permissive', type: 'targeted' },
  });
});

describe('the system of a distribution', () => {
  it.each([
    ['ID=ubuntu\nID_LIKE=debian', 'apparmor'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', 'apparmor'],
    ['ID="almalinux"\nID_LIKE="rhel centos fedora"', 'selinux'],
    ['ID=fedora', 'selinux'],
    ['ID="sles"\nVERSION_ID="15.6"', 'apparmor'],
    ['ID="opensuse-leap"\nVERSION_ID="16.0"', 'selinux'],
    ['ID=alpine', undefined],
    ['ID=arch', undefined],
  ])('%s', (text, mac) => {
    const os = observeFact(osRelease, { 'text:/etc/os-release': text });
    if (os.state !== 'value') throw new Error(os.reason);
    expect(macOf(os.value)).toBe(mac);
  });
});

it('never throws', () => {
  const probes = [
    apparmorEnabled,
    apparmorProfiles,
    activeLsms,
    selinuxConfig,
    selinuxEnforce,
    selinuxBoolean('x'),
  ];
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...probes), (text, probe) => {
      expect(['value', 'failed']).toContain(probe.parse(printed(text)).state);
    }),
  );
});
