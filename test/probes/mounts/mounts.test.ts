import fc from 'fast-check';
import { expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import { cgroupMode, controllersOf } from '../../../src/probes/cgroup/cgroup-mode.ts';
import { mounts } from '../../../src/probes/mounts/mounts.ts';
import { HYBRID, LEGACY, UNIFIED } from '../../checks/cgroup/hosts.ts';

const modeOf = (stdout: string) =>
  observer({ 'text:/proc/self/mountinfo': { exit: 0, stdout, stderr: '' } })(cgroupMode);

it.each([
  ['unified', UNIFIED],
  ['hybrid', HYBRID],
  ['legacy', LEGACY],
])('tells the %s layout', (layout, text) => {
  expect(modeOf(text)).toMatchObject({ state: 'value', value: { layout } });
});

it('sees what lies on top of a covered mount alone', () => {
  const covered = `${LEGACY}99 38 0:90 / /sys/fs/cgroup/memory rw - tmpfs tmpfs rw\n`;
  const seen = modeOf(covered);
  if (seen.state !== 'value') throw new Error(seen.reason);
  expect(seen.value.legacy.map(({ mountPoint }) => mountPoint)).not.toContain(
    '/sys/fs/cgroup/memory',
  );
});

it('takes no name of a hierarchy for a controller', () => {
  const seen = modeOf(LEGACY);
  if (seen.state !== 'value') throw new Error(seen.reason);
  expect(seen.value.legacy.map(controllersOf)).toEqual([
    [],
    ['memory'],
    ['cpu', 'cpuacct'],
    ['pids'],
  ]);
});

it('never throws, and makes no list of mounts of something else', () => {
  fc.assert(
    fc.property(fc.string(), (stdout) => {
      const seen = mounts.parse({ exit: 0, stdout, stderr: '' });
      expect(['value', 'failed']).toContain(seen.state);
    }),
  );
  expect(mounts.parse({ exit: 0, stdout: 'nonsense\n', stderr: '' }).state).toBe('failed');
});
