import { Command } from '@commander-js/extra-typings';
import { storeOption } from '../options.ts';
import * as option from '../sealing-options.ts';

/** `hostward verify`: whether runs are as they were sealed. */
export const verifyCommand = () =>
  new Command('verify')
    .description('Tell whether runs are as they were when they ended, byte by byte.')
    .argument('[run...]', 'folders, or runs of the store; none: all that the store has')
    .addOption(storeOption())
    .addOption(option.trustedKeyOption())
    .addOption(option.chainOption())
    .addHelpText(
      'after',
      `
Exit status: 0 everything is as it was sealed; 1 something is not; 2 usage error.

Examples:
  $ hostward verify hostward-audit
  $ hostward verify runs/* --key auditor.pub.pem --chain runs/chain
  $ hostward verify --key auditor.pub.pem`,
    )
    .action(async (runs, options) => {
      const { verify } = await import('../actions/verify.ts');
      process.exitCode = await verify(runs, options);
    });
