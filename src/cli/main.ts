#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { CommanderError } from '@commander-js/extra-typings';
import { UsageError } from '../model/errors.ts';
import { USAGE_ERROR } from './exit-status.ts';
import { createProgram } from './program.ts';
import { toolVersion } from './version.ts';

// A reader that has seen enough, such as head(1), closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await createProgram(toolVersion()).parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
  if (error instanceof UsageError) {
    console.error(`hostward: ${error.message}`);
    return USAGE_ERROR;
  }
  throw error;
}
