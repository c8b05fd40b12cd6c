import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseInetd,
  parseXinetd,
  superserverEntries,
} from '../../../src/probes/services/superserver-entries.ts';
import { COMMANDS, IDLE, ps } from '../../checks/services/hosts.ts';
import { observeFact } from '../../support/observe-fact.ts';

const path = '/etc/xinetd.d/x';
const services = (content: string, defaults = ''): readonly string[] =>
  parseXinetd([
    {
      path: '/etc/xinetd.conf',
      content: `defaults\n{\n${defaults}\n}\nincludedir /etc/xinetd.d\n`,
    },
    { path, content },
  ]).map(({ service }) => service);

/** Of xinetd 2.3.15 in Debian 12. */
const CHARGEN = `# default: off
service chargen
{
\tdisable\t\t= yes
\ttype\t\t= INTERNAL
\tid\t\t= chargen-stream
\tsocket_type\t= stream
}

# This is the udp version.
service chargen
{
\tdisable\t\t= no
\ttype\t\t= INTERNAL
\tid\t\t= chargen-dgram
}
`;

describe('parseXinetd', () => {
  it('offers what is not disabled', () => {
    expect(services(CHARGEN)).toEqual(['chargen']);
    expect(services('service telnet {\n}\n')).toEqual(['telnet']);
  });

  it('heeds the lists of the defaults, by id', () => {
    expect(services(CHARGEN, 'disabled = chargen-dgram')).toEqual([]);
    expect(services('service telnet\n{\n}\n', 'enabled = tftp')).toEqual([]);
    expect(services('service telnet\n{\n}\n', 'enabled += telnet')).toEqual(['telnet']);
  });
});

describe('parseInetd', () => {
  it('takes lines that are whole, addresses left out', () => {
    const content =
      '#<off># ftp stream tcp nowait root /usr/sbin/tcpd ftpd\n' +
      'tftp\tdgram\tudp4\twait\troot\t/usr/sbin/in.tftpd\t(hidden)\n' +
      '10.0.0.1:telnet stream tcp nowait root /usr/sbin/tcpd (hidden)\n' +
      'daytime stream\n';
    expect(parseInetd({ path, content }).map(({ service }) => service)).toEqual(['tftp', 'telnet']);
  });
});

describe('superserverEntries', () => {
  it('has no answer where xinetd reads other files', () => {
    const given = {
      ...IDLE,
      [COMMANDS]: ps('xinetd'),
      'text:/etc/xinetd.conf': 'includedir /srv/xinetd.d\n',
    };
    expect(observeFact(superserverEntries, given).state).toBe('unsupported');
  });

  it('never throws, whatever the files hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const given = {
          ...IDLE,
          [COMMANDS]: ps('xinetd', 'inetd'),
          'text:/etc/xinetd.conf': text,
          'text:/etc/inetd.conf': text,
        };
        expect(observeFact(superserverEntries, given).state).toMatch(/value|unsupported/);
      }),
    );
  });
});
