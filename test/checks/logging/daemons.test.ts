import daemons from '../../../checks/logging/daemons.ts';
import { NOT_BOOTED } from '../../../src/testing/check-cases.ts';
import { testCheck } from '../../support/test-check.ts';
import {
  COMMANDS,
  container,
  IDLE,
  link,
  OPENRC,
  PROCESSES,
  ps,
  WANTS,
  wants,
} from '../services/hosts.ts';

const [active, count] = daemons;
const IMAGE = { [COMMANDS]: NOT_BOOTED, [PROCESSES]: NOT_BOOTED };
const JOURNALD = '/usr/lib/systemd/system/sysinit.target.wants/systemd-journald.service';
const STATIC = { 'stat:/usr/lib/systemd/system/*.wants/*': link(JOURNALD) };

testCheck(active, {
  pass: [
    { name: 'systemd', given: { ...IDLE, ...STATIC, [COMMANDS]: ps('systemd-journal') } },
    {
      name: 'Alpine',
      given: {
        ...IDLE,
        [COMMANDS]: ps('syslogd', 'klogd'),
        [OPENRC]: link('/etc/runlevels/boot/syslog'),
      },
    },
    { name: 'an init that is not known', given: { ...IDLE, [COMMANDS]: ps('metalog') } },
    { name: 'an image', given: { ...IMAGE, ...STATIC } },
  ],
  fail: [
    { name: 'none', given: IDLE, because: ['log daemon: none is known to run'] },
    {
      name: 'one of a container is no one’s of the host',
      given: { ...STATIC, [COMMANDS]: ps('rsyslogd'), [PROCESSES]: container(2) },
      because: ['log daemon: none is known to run'],
    },
    {
      name: 'started by hand',
      given: {
        ...IDLE,
        [COMMANDS]: ps('syslogd'),
        [OPENRC]: link('/etc/runlevels/default/sshd'),
      },
      because: ['log daemon after a reboot: syslogd runs, and nothing starts it'],
    },
    {
      name: 'an image that starts none',
      given: { ...IMAGE, [WANTS]: wants('multi-user', 'ssh.service') },
      because: ['log daemon: none starts at boot'],
    },
  ],
  notApplicable: [{ name: 'the image of a container', given: IMAGE }],
});

testCheck(count, {
  pass: [
    { name: 'the journal alone', given: { ...IDLE, [COMMANDS]: ps('systemd-journal') } },
    { name: 'rsyslog beside it', given: { ...IDLE, [COMMANDS]: ps('rsyslogd') } },
  ],
  fail: [
    {
      name: 'two',
      given: { ...IDLE, [COMMANDS]: ps('rsyslogd', 'syslog-ng') },
      because: ['syslog daemons: rsyslogd, syslog-ng'],
    },
  ],
  notApplicable: [{ name: 'the image of a container', given: IMAGE }],
});
