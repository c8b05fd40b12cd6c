import { describe, expect, it } from 'vitest';
import { compareReleases, parseRelease } from '../../../src/probes/engines/engine-release.ts';

describe('releases', () => {
  it.each([
    ['5:29.5.1-1~debian.12~bookworm', [29, 5, 1], false],
    ['3:28.0.0-1.el9', [28, 0, 0], false],
    ['1.4.0~rc.3-1', [1, 4, 0], true],
    ['1.4.0-rc.3', [1, 4, 0], true],
    ['29.1-r0', [29, 1, 0], false],
    ['20.10.24+dfsg1-1+deb12u1', [20, 10, 24], false],
  ])('%s', (version, numbers, candidate) => {
    expect(parseRelease(version)).toEqual({ numbers, candidate });
  });

  it('puts candidates before their release', () => {
    const [a, b, c] = ['1.4.0-rc.3', '1.4.0', '1.10.0'].flatMap((v) => parseRelease(v) ?? []);
    if (!a || !b || !c) throw new Error('not parsed');
    expect([c, b, a].sort(compareReleases)).toEqual([a, b, c]);
  });

  it('takes no number for a release', () => {
    expect(parseRelease('git20240101')).toBeUndefined();
  });
});
