import { Command } from '@commander-js/extra-typings';
import * as option from '../sealing-options.ts';

/** `hostward verify`: whether runs are as they were sealed. */
export const verifyCommand = () =>
  new Command('verify')
    .description('Tell whether runs are as they were when they ended, byte by byte.')
    .argument('<run...>', 'folders of runs')
    .addOption(option.trustedKeyOption())
    .addOption(option.chainOption())
    .addHelpText(
      'after',
      `
Exit status: 0 everything is as it was sealed; 1 something is not; 2 usage error.

Examples:
  $ hostward verify hostward-audit
  $ hostward verify runs/* --key auditor.pub.pem --chain runs/chain`,
    )
    .action(async (runs, options) => {
      const { verify } = await import('../actions/verify.ts');
      process.exitCode = await verify(runs, options);
    });
