import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeConfig } from '../../../src/probes/time/time-config.ts';
import { timeSources } from '../../../src/probes/time/time-sources.ts';
import { COMMANDS, IDLE, ps } from '../../checks/services/hosts.ts';
import { observeFact } from '../../support/observe-fact.ts';

const CHRONY = { ...IDLE, [COMMANDS]: ps('chronyd') };
const MAIN = 'text:/etc/chrony.conf';
const PARTS = 'text:/etc/chrony.d/*.conf';

describe('timeConfig', () => {
  it('puts what other files hold where they are named', () => {
    const found = observeFact(timeConfig, {
      ...CHRONY,
      [MAIN]: 'Server a\n  include /etc/chrony.d/*.conf\nport 0\n',
      [PARTS]: '/etc/chrony.d/1.conf:% comment\n/etc/chrony.d/1.conf:Port 123\n',
    });
    expect(found.state === 'value' && found.value.directives).toEqual([
      { name: 'server', words: ['a'], path: '/etc/chrony.conf', number: 1 },
      { name: 'port', words: ['123'], path: '/etc/chrony.d/1.conf', number: 2 },
      { name: 'port', words: ['0'], path: '/etc/chrony.conf', number: 3 },
    ]);
  });

  it('looks into folders only where they are named', () => {
    const found = observeFact(timeSources, {
      ...CHRONY,
      [MAIN]: 'server a\n',
      [PARTS]: '/etc/chrony.d/1.conf:server b\n',
    });
    expect(found.state === 'value' && found.value.sources.map(({ name }) => name)).toEqual(['a']);
  });

  it('never throws, whatever the files hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('chronyd', 'ntpd', 'systemd-timesyn'),
        (text, name) => {
          const given = {
            ...IDLE,
            [COMMANDS]: ps(name),
            [MAIN]: text,
            'text:/etc/ntp.conf': text,
            'text:/etc/systemd/timesyncd.conf': text,
          };
          expect(observeFact(timeSources, given).state).toMatch(/value|unsupported/);
        },
      ),
    );
  });
});
