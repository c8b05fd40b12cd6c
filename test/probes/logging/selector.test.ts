import { describe, expect, it } from 'vitest';
import { covers } from '../../../src/probes/logging/selector.ts';

describe('covers', () => {
  it.each(['*.*', 'authpriv.*', 'auth,authpriv.info', '*.info;mail.none', '*.err;authpriv.debug'])(
    'authpriv by %s',
    (filter) => {
      expect(covers(filter, 'authpriv')).toBe(true);
    },
  );

  it.each([
    '*.*;auth,authpriv.none',
    'auth.*',
    'authpriv.warn',
    '*.*;authpriv.!info',
    '*.=info',
    'if $x',
    '',
  ])('not authpriv by %s', (filter) => {
    expect(covers(filter, 'authpriv')).toBe(false);
  });
});
