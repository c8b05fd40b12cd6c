import { expect, it } from 'vitest';
import drivers from '../../../checks/modules/drivers.ts';
import fileSystems from '../../../checks/modules/file-systems.ts';
import protocols from '../../../checks/modules/protocols.ts';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import { type AnyCheck, readingKeysOf } from '../../../src/kit/define-check.ts';
import { type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { testCheck } from '../../support/test-check.ts';
import { CONFIG, HOST, inKernel, inTree, line } from './cases.ts';

const SCTP = 'kernel/net/sctp/sctp';
const MISSING: Given = { 'modules:sctp': '', 'modules:sctp_diag': '' };
const MOUNTS: Given = { 'text:/proc/self/mountinfo': '21 1 8:1 / / rw - ext4 /dev/sda1 rw\n' };
const BASE: Given = { ...HOST, ...MISSING, ...MOUNTS };

testCheck(checkIn(protocols, 'modules.sctp'), {
  pass: [
    { name: 'not installed', given: BASE },
    {
      name: 'refused, and with it what rests on it',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        'modules:sctp_diag': inTree('kernel/net/sctp/sctp_diag'),
        [CONFIG]: line('install sctp /bin/false'),
      },
    },
    {
      name: 'refused',
      given: { ...BASE, 'modules:sctp': inTree(SCTP), [CONFIG]: line('install sctp /bin/false') },
    },
    {
      name: 'blacklisted, and only ever asked for by alias',
      given: { ...BASE, 'modules:sctp': inTree(SCTP), [CONFIG]: line('blacklist sctp') },
    },
    {
      name: 'nothing more is loaded',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        'text:/proc/sys/kernel/modules_disabled': '1\n',
      },
    },
  ],
  fail: [
    {
      name: 'free to load',
      given: { ...BASE, 'modules:sctp': inTree(SCTP) },
      because: ['module sctp: can be loaded'],
    },
    {
      name: 'an install line that loads it after all',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        [CONFIG]: line('install sctp /sbin/modprobe --ignore-install sctp'),
      },
      because: ['module sctp: can be loaded'],
    },
    {
      name: 'the first install line counts',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        [CONFIG]: line('install sc* /usr/bin/logger x') + line('install sctp /bin/false'),
      },
      because: ['module sctp: can be loaded'],
    },
    {
      name: 'another module that does not rest on the refused one',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        'modules:sctp_diag': inTree('kernel/net/sctp/sctp_diag'),
        [CONFIG]: line('install sctp_diag /bin/false'),
      },
      because: ['module sctp: can be loaded'],
    },
    {
      name: 'a comment',
      given: { ...BASE, 'modules:sctp': inTree(SCTP), [CONFIG]: line('# install sctp /bin/true') },
      because: ['module sctp: can be loaded'],
    },
    {
      name: 'built in',
      given: { ...BASE, 'modules:sctp': inKernel(SCTP), [CONFIG]: line('install sctp /bin/true') },
      because: ['module sctp: built into the kernel'],
    },
    {
      name: 'loaded, though refused from now on',
      given: {
        ...BASE,
        'modules:sctp': inTree(SCTP),
        'text:/proc/modules': 'sctp 40 0 - Live 0x0\n',
        [CONFIG]: line('install sctp /bin/true'),
      },
      because: ['module sctp: loaded'],
    },
  ],
  notApplicable: [
    {
      name: 'in use',
      given: { ...BASE, 'text:/proc/modules': 'sctp 40 2 - Live 0x0\n' },
    },
    {
      name: 'a kernel without modules',
      given: { ...MOUNTS, 'text:/proc/sys/kernel/osrelease': '6.1.0\n' },
    },
  ],
  unknown: [
    { name: 'no list of modules', given: { ...BASE, 'modules:@trees': 'kernel 6.1.0-28-amd64\n' } },
    {
      name: 'a folder of lists that is closed',
      given: { ...BASE, 'modules:@trees': 'kernel 6.1.0-28-amd64\nclosed /lib/modules/x\n' },
    },
  ],
});

const AEAD = 'kernel/crypto/algif_aead';
testCheck(checkIn(protocols, 'modules.algif_aead'), {
  pass: [
    {
      name: 'refused by its name with a dash',
      given: {
        ...HOST,
        'modules:algif_aead': inTree(AEAD),
        [CONFIG]: line('install algif-aead /bin/false'),
      },
    },
  ],
  fail: [
    {
      name: 'the kernel asks for it by name, which no blacklist stops',
      given: {
        ...HOST,
        'modules:algif_aead': inTree(AEAD),
        [CONFIG]: line('blacklist algif_aead'),
      },
      because: ['module algif_aead: blacklisted, which stops no request by name'],
    },
  ],
});

const rows: readonly AnyCheck[] = [...protocols, ...fileSystems, ...drivers];

const GONE = { exit: 1, stdout: '', stderr: 'grep: No such file or directory\n' };

function answer(check: AnyCheck, given: Given, modules: (name: string) => string): string {
  const records = readingKeysOf(check).map((key) => {
    const name = /^modules:(\w+)$/.exec(key)?.[1];
    const printed = name === undefined ? given[key] : modules(name);
    if (typeof printed === 'string') return [key, { exit: 0, stdout: printed, stderr: '' }];
    return [key, { ...GONE, ...printed }];
  });
  return judge(check, observer(Object.fromEntries(records)), '2026-01-02T03:04:05Z', undefined)
    .outcome;
}

const named = rows.map((check) => [check.id, check] as const);
const host: Given = {
  ...HOST,
  ...MOUNTS,
  'text:/sys/devices/system/cpu/modalias': 'cpu:type:x86,ven0000fam0006mod0055:feature:,0000\n',
};

it('holds each row once', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.length).toBe(48);
});

it.each(named)('%s passes where there is no such module', (_, check) => {
  expect(answer(check, host, () => '')).toBe('pass');
});

it.each(named)('%s fails where it is built in', (_, check) => {
  expect(answer(check, host, (name) => inKernel(`kernel/${name}`))).toBe('fail');
});

it.each(named)('%s does not apply without modules', (_, check) => {
  const without = { ...host, 'text:/proc/sys/kernel/modules_disabled': { ...GONE } };
  expect(answer(check, without, () => '')).toBe('notApplicable');
});

it.each(named)('%s is blind where nothing was read', (_, check) => {
  expect(answer(check, {}, () => '')).toBe('unknown');
});

it.each(named)('%s judges an image by its files', (_, check) => {
  const image: Given = {
    'text:/proc/sys/kernel/osrelease': NOT_BOOTED,
    'text:/proc/sys/kernel/modules_disabled': NOT_BOOTED,
    'text:/proc/sys/dev/tty/ldisc_autoload': NOT_BOOTED,
    'text:/proc/modules': NOT_BOOTED,
    'text:/proc/self/mountinfo': NOT_BOOTED,
    'text:/proc/self/status': NOT_BOOTED,
    'text:/sys/devices/system/cpu/modalias': NOT_BOOTED,
    'modules:@trees': 'kernel \ntree /lib/modules/6.1.0-28-amd64\nstatus 1\n',
  };
  expect(answer(check, image, () => '')).toBe('pass');
});
