#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import './small-heap.ts';

import { CommanderError } from '@commander-js/extra-typings';
import { UsageError } from '../model/errors.ts';
import { visible } from '../model/visible-text.ts';
import { DEFECT, USAGE_ERROR } from './exit-status.ts';
import { createProgram } from './program.ts';
import { toolVersion } from './version.ts';

// A reader that has seen enough, such as head(1), closes the pipe. What was begun goes on without it:
// to end here would leave an audit half done, and its findings with the status of success.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  console.error(`hostward: cannot write its output: ${error.message}`);
  process.exit(USAGE_ERROR);
});

try {
  await createProgram(toolVersion()).parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
  if (error instanceof UsageError) {
    console.error(`hostward: ${visible(error.message)}`);
    return USAGE_ERROR;
  }
  // A status of its own: 1 would say that the hosts have failures.
  console.error(error);
  return DEFECT;
}
