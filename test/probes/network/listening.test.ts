import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcp4Listeners, tcp6Listeners } from '../../../src/probes/network/listening.ts';

const raw = (stdout: string) => ({ exit: 0, stdout, stderr: '' });

describe('listeners', () => {
  it('reads what listens, as the kernel writes it', () => {
    const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0947 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 24069 1 0000000000000000 100 0 0 10 0
   1: 0100007F:0947 0100007F:D5A0 01 00000000:00000000 00:00000000 00000000     0        0 24070 1 0000000000000000 20 4 30 10 -1
`;
    expect(tcp4Listeners.parse(raw(text))).toEqual({
      state: 'value',
      value: [{ address: '127.0.0.1', port: 2375 }],
    });
  });

  it('never throws, and takes no other text for a table', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(tcp6Listeners.parse(raw(text)).state).toBe('failed');
      }),
    );
  });
});
