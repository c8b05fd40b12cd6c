import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daemons, ofHost, ofRoot } from '../../../src/probes/engines/daemon-processes.ts';
import type { RawOutput } from '../../../src/probes/reader.ts';

const raw = (stdout: string, more: Partial<RawOutput> = {}): RawOutput => ({
  exit: 0,
  stdout,
  stderr: '',
  ...more,
});

/** As the collector printed it on Debian 12: a container, a nested dockerd, vanished processes beside. */
const SEEN = `mark 10944 docker/d3a237c1ca999cd795912a217164f216bf8de4d3f4bba938282f40c56d25e508
mark 20 docker-4203901bb59457254a6c6fc32ca337d357f6c0b3bb504904b0f62eb2588b8e5d
arg 10672 dockerd
arg 10672 --iptables=false
arg 10672 -H tcp://x y
mark 10672 dockerd
mark 10680 containerd
arg 20 dockerd
mark 20 dockerd
mark 99 dockerd
first 10944 d3a237c1ca999cd795912a217164f216bf8de4d3f4bba938282f40c56d25e508
/proc/1/status:Name:	systemd
/proc/1/status:Uid:	0	0	0	0
/proc/10672/status:PPid:	1
/proc/10672/status:Uid:	1000	0	0	0
/proc/10680/status:PPid:	10672
/proc/10680/status:Uid:	0	0	0	0
/proc/20/status:PPid:	10
/proc/20/status:Uid:	0	0	0	0
`;

describe('daemons', () => {
  it('tells each with its parent, effective user and arguments', () => {
    const seen = daemons.parse(
      raw(SEEN, { exit: 2, stderr: 'grep: /proc/99/status: No such process\n' }),
    );
    expect(seen).toEqual({
      state: 'value',
      value: [
        { name: 'dockerd', pid: 20, uid: 0, parent: 10, args: ['dockerd'], inContainer: true },
        {
          name: 'dockerd',
          pid: 10672,
          uid: 0,
          parent: 1,
          args: ['dockerd', '--iptables=false', '-H tcp://x y'],
          inContainer: false,
        },
        { name: 'containerd', pid: 10680, uid: 0, parent: 10672, args: [], inContainer: false },
      ],
    });
    if (seen.state !== 'value') return;
    expect(ofHost(seen.value, 'dockerd').map(({ pid }) => pid)).toEqual([10672]);
    expect(ofRoot(seen.value, 'containerd')).toHaveLength(1);
  });

  it('says none only when it could look', () => {
    expect(daemons.parse(raw('/proc/1/status:Uid:\t0\t0\t0\t0\n'))).toEqual({
      state: 'value',
      value: [],
    });
    const hidden = { exit: 2, stderr: 'grep: /proc/1/status: No such file or directory\n' };
    expect(daemons.parse(raw('', hidden)).state).toBe('denied');
    expect(daemons.parse(raw('')).state).toBe('failed');
  });

  it('never throws, and gives an observation', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('mark 1 dockerd', 'arg 1', 'mark x y', '/proc/1/status:Uid:\t0\t0\t0\t0'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(daemons.parse(raw(lines.join('\n'))).state).toMatch(/^(value|failed)$/);
      }),
    );
  });
});
