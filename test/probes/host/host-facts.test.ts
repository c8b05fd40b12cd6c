import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../src/probes/fact.ts';
import { hostFacts } from '../../../src/probes/host/host-facts.ts';
import { readingKey } from '../../../src/probes/reader.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { recording } from '../../support/container-evidence.ts';
import { observeFact } from '../../support/observe-fact.ts';

const docker = recording('docker-cgroup-v1');
const keys = new Set(readingsOf(hostFacts).map(readingKey));
const given: Given = Object.fromEntries(Object.entries(docker).filter(([key]) => keys.has(key)));

function factsOf(more: Given): Readonly<Record<string, string>> {
  const seen = observeFact(hostFacts, { ...given, ...more });
  if (seen.state !== 'value') throw new Error(seen.reason);
  return seen.value;
}

describe('facts of a host for people', () => {
  it('say what it is and what runs on it', () => {
    expect(factsOf({})).toEqual({
      os: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.12.48-amd64',
      architecture: 'x86_64',
      engines: 'Docker, containerd',
      containers: '8',
      'security module': 'none',
      'control groups': 'version 1 and 2',
    });
  });

  it('leave out what could not be read, and are never missing altogether', () => {
    const denied = Object.fromEntries([...keys].map((key) => [key, DENIED]));
    expect(factsOf(denied)).toEqual({});
  });

  it('name machine and security module where there are some', () => {
    expect(
      factsOf({
        'text:/sys/class/dmi/id/sys_vendor': 'QEMU\n',
        'text:/sys/class/dmi/id/product_name': 'Standard PC (Q35 + ICH9, 2009)\n',
        'text:/sys/module/apparmor/parameters/enabled': 'Y\n',
      }),
    ).toMatchObject({
      machine: 'QEMU Standard PC (Q35 + ICH9, 2009)',
      'security module': 'AppArmor',
    });
    expect(factsOf({ 'text:/sys/fs/selinux/enforce': '0' })['security module']).toBe(
      'SELinux, permissive',
    );
  });

  it.each([
    ['5.14.0-427.el9.x86_64', 'x86_64'],
    ['5.10.0-30-arm64', 'arm64'],
    ['5.15.0-91-generic', undefined],
  ])('tell the architecture of %s by its release where the kernel does not', (release, arch) => {
    const facts = factsOf({
      'text:/proc/sys/kernel/arch': DENIED,
      'text:/proc/sys/kernel/osrelease': `${release}\n`,
    });
    expect(facts['architecture']).toBe(arch);
  });

  it('show what a hostile name hides', () => {
    expect(factsOf({ 'text:/etc/os-release': 'PRETTY_NAME="a\u001b[2Jb"\n' })['os']).toBe(
      'a\\u{1b}[2Jb',
    );
  });
});
