import { expect, it } from 'vitest';
import { exitStatus } from '../../src/cli/exit-status.ts';

const verdict = (ending: 'passed' | 'findings' | 'incomplete') => ({ ending, reasons: [] });

it.each([
  ['everything audited, nothing found', 3, 'passed', 0],
  ['findings', 3, 'findings', 1],
  ['gaps', 3, 'incomplete', 3],
  ['no host to audit', 0, 'passed', 2],
] as const)('%s', (_, hosts, ending, status) => {
  expect(exitStatus(hosts, verdict(ending))).toBe(status);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s says more than findings and gaps', (signal, status) => {
  expect(exitStatus(3, verdict('findings'), signal)).toBe(status);
  expect(exitStatus(0, verdict('passed'), signal)).toBe(status);
});
