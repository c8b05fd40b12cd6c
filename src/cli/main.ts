#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { CommanderError } from '@commander-js/extra-typings';
import { UsageError } from '../model/errors.ts';
import { visible } from '../model/visible-text.ts';
import { USAGE_ERROR } from './exit-status.ts';
import { createProgram } from './program.ts';
import { toolVersion } from './version.ts';

// A reader that has seen enough, such as head(1), closes the pipe. What was begun goes on without it:
// to end here would leave an audit half done, and its findings with the status of success.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

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
  throw error;
}
