import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAuditRules } from '../../../src/probes/audit/audit-rule-lines.ts';
import { isPathWatched } from '../../../src/probes/audit/path-watched.ts';

const watched = (rules: string, path: string, perms = 'wa') =>
  isPathWatched(parseAuditRules(rules), path, perms);

describe('rules of the audit system', () => {
  it.each([
    ['-w /etc/passwd -p wa -k identity', '/etc/passwd'],
    ['-w /etc/docker/ -p rwxa', '/etc/docker/daemon.json'],
    [
      '-a always,exit -F arch=b64 -F path=/etc/passwd -F perm=wa -F key=x\n-a always,exit -F arch=i386 -F path=/etc/passwd -F perm=wa',
      '/etc/passwd',
    ],
    ['-w /etc/passwd -p wa -k x\n-W /etc/passwd -p wa -k y', '/etc/passwd'],
    ['-w /etc/passwd -p wa -k x\n-D -k y', '/etc/passwd'],
    ['-i\n-c\n-w /etc/passwd -p wa', '/etc/passwd'],
    ['-a exit,always -S all -F dir=/etc/docker -F perm=wa', '/etc/docker/daemon.json'],
    ['-a never,exit -S adjtimex\n-w /etc/passwd -p wa', '/etc/passwd'],
    ['-a never,exit -F exe=/usr/bin/dockerd\n-w /etc/passwd -p wa', '/etc/passwd'],
    ['-w /etc/passwd -p w\n-w /etc/passwd -p a', '/etc/passwd'],
  ])('%s watches %s', (rules, path) => {
    expect(watched(rules, path)).toBe(true);
  });

  it.each([
    ['-w /etc/passwd -p r', '/etc/passwd'],
    ['-a always,exit -F arch=b64 -F path=/etc/passwd -F perm=wa', '/etc/passwd'],
    ['-w /etc/passwd -p wa -k x\n-D -k x', '/etc/passwd'],
    ['-w /etc/pass -p wa', '/etc/passwd'],
    ['-a always,exit -F path=/etc/docker -F perm=wa', '/etc/docker/daemon.json'],
    ['-a always,exit -F path=/etc/passwd -F perm=wa -F auid>=1000', '/etc/passwd'],
    ['-a always,exit -F arch=b32 -F path=/etc/passwd -F perm=wa', '/etc/passwd'],
    ['-a always,exit -C auid!=uid -F path=/etc/passwd', '/etc/passwd'],
    ['-a always,exit -S open -F path=/etc/passwd', '/etc/passwd'],
    ['-a never,exit -F dir=/etc\n-w /etc/passwd -p wa', '/etc/passwd'],
    ['-a never,task\n-w /etc/passwd -p wa', '/etc/passwd'],
    ['-w /etc/passwd -p wa\n-D', '/etc/passwd'],
    ['-w /etc/passwd -p wa\n-W /etc/passwd -p wa', '/etc/passwd'],
    ['-w /etc/passwd -p wa\n-e 0', '/etc/passwd'],
    ['No rules', '/etc/passwd'],
  ])('%s leaves %s without a record', (rules, path) => {
    expect(watched(rules, path)).toBe(false);
  });

  it('keeps settings, and lines that it cannot read', () => {
    const set = parseAuditRules(
      '-b 8192\n-f 1\n--loginuid-immutable\n-e 2\n-d always,exit -S all\n# -e 0',
    );
    expect(set).toEqual({
      rules: [],
      backlog: '8192',
      failure: '1',
      enabled: '2',
      loginIdsImmutable: true,
      unread: ['-d always,exit -S all'],
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        isPathWatched(parseAuditRules(text), '/etc/passwd', 'wa');
      }),
    );
  });
});
