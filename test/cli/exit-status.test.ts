import { expect, it } from 'vitest';
import { type Ending, exitStatus } from '../../src/cli/exit-status.ts';

const CLEAN: Ending = { audited: 3, unreached: 0, unknown: 0, worstFailed: undefined };

it.each([
  ['everything audited, nothing found', {}, 'high', 0],
  ['failures below the threshold', { worstFailed: 'medium' }, 'high', 0],
  ['a failure at the threshold', { worstFailed: 'high' }, 'high', 1],
  ['a failure above the threshold', { worstFailed: 'critical' }, 'high', 1],
  ['the least threshold', { worstFailed: 'low' }, 'low', 1],
  ['no threshold', { worstFailed: 'critical' }, 'none', 0],
  ['no host to audit', { audited: 0 }, 'high', 2],
  ['a host that was not reached', { unreached: 1 }, 'high', 3],
  ['no host reached', { audited: 0, unreached: 3 }, 'high', 3],
  ['an unknown result', { unknown: 1 }, 'high', 3],
  ['an unknown result without threshold', { unknown: 1, worstFailed: 'high' }, 'none', 3],
  ['gaps beside failures below the threshold', { unknown: 1, worstFailed: 'low' }, 'high', 3],
  ['findings before gaps', { unreached: 1, unknown: 9, worstFailed: 'critical' }, 'high', 1],
] as const)('%s', (_, ending, failOn, status) => {
  expect(exitStatus({ ...CLEAN, ...ending }, failOn)).toBe(status);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s says more than findings and gaps', (signal, status) => {
  const found: Ending = { audited: 1, unreached: 2, unknown: 3, worstFailed: 'critical' };
  expect(exitStatus(found, 'low', signal)).toBe(status);
  expect(exitStatus({ ...CLEAN, audited: 0 }, 'low', signal)).toBe(status);
});
