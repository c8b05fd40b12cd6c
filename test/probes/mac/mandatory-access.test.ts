import { describe, expect, it } from 'vitest';
import { osRelease } from '../../../src/probes/host/os-release.ts';
import { macOf } from '../../../src/probes/mac/mandatory-access.ts';
import { observeFact } from '../../support/observe-fact.ts';

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
