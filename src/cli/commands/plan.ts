import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward plan`: what would be read, and the very script; contacts nobody. */
export const planCommand = () =>
  new Command('plan')
    .description('Show what an audit would read on a host; no host is contacted.')
    .addOption(option.profileOption())
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(option.planInventoryOption())
    .addOption(new Option('--script', 'print the script that would run, to be reviewed'))
    .addOption(
      new Option('--sudoers', 'how to pin the script on hosts, with the narrowest rule for sudo'),
    )
    .addOption(new Option('--pinned', 'print the script as it is pinned, to be installed'))
    .addOption(
      new Option('--account <name>', 'who logs in, for the rule of --sudoers').default('audit'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ hostward plan
  $ hostward plan --script | shellcheck -s sh -
  $ hostward plan -i inventory.yaml --sudoers
  $ hostward plan -i inventory.yaml --pinned > hostward-collect`,
    )
    .action(async (options) => {
      const { showPlan } = await import('../actions/show-plan.ts');
      await showPlan(options);
    });
