import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward plan`: what would be read, and the very script; contacts nobody. */
export const planCommand = () =>
  new Command('plan')
    .description('Show what an audit would read on a host; no host is contacted.')
    .addOption(option.profileOption())
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(new Option('--script', 'print the script that would run, to be reviewed'))
    .addHelpText(
      'after',
      `
Examples:
  $ hostward plan
  $ hostward plan --script | shellcheck -s sh -`,
    )
    .action(async (options) => {
      const { showPlan } = await import('../actions/show-plan.ts');
      showPlan(options);
    });
