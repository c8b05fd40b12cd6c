import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward waivers`: looks at files of waivers, contacts nobody. */
export const waiversCommand = () =>
  new Command('waivers')
    .description('Look after waivers; no host is contacted.')
    .addCommand(
      new Command('check')
        .description('Say whether waivers are right, and which of them somebody has to look at.')
        .argument('<files...>', 'files of waivers')
        .addOption(
          new Option('-i, --inventory <file>', 'whose hosts and groups the waivers must name'),
        )
        .addOption(
          new Option(
            '--run <run>',
            'a run, by its folder or of the store: what the waivers accept in it',
          ),
        )
        .addOption(option.storeOption())
        .addOption(option.checksOption())
        .addOption(option.customProbesOption())
        .addOption(option.expiringDaysOption())
        .addOption(option.strictOption())
        .addHelpText(
          'after',
          `
Examples:
  $ hostward waivers check waivers.yaml -i inventory.yaml
  $ hostward waivers check waivers.yaml --run hostward-audit --strict`,
        )
        .action(async (files, options) => {
          const { checkWaivers } = await import('../actions/check-waivers.ts');
          process.exitCode = await checkWaivers(files, options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward waivers check waivers.yaml');
