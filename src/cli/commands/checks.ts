import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward checks`: the catalogue. */
export const checksCommand = () =>
  new Command('checks')
    .description('List the checks, or show one in full.')
    .addCommand(
      new Command('list')
        .description('List the checks of a profile, or all.')
        .addOption(option.profileOption().default(undefined))
        .addOption(option.checksOption())
        .addOption(option.customProbesOption())
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward checks list --profile strict')
        .action(async (options) => {
          const { listChecks } = await import('../actions/show-checks.ts');
          listChecks(options);
        }),
    )
    .addCommand(
      new Command('show')
        .description('Show what a check reads, wants and why.')
        .argument('<id>', 'a check')
        .addOption(option.checksOption())
        .addOption(option.customProbesOption())
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward checks show daemon.docker-socket-mode')
        .action(async (id, options) => {
          const { showCheck } = await import('../actions/show-checks.ts');
          showCheck(id, options);
        }),
    )
    .addCommand(
      new Command('new')
        .description('Write a check of your own to begin with, and its test, into this folder.')
        .argument('<id>', 'two words or more: site.motd-owner')
        .addOption(new Option('--yaml', 'in YAML (the default)').conflicts('typescript'))
        .addOption(new Option('--typescript', 'as a module of TypeScript'))
        .addHelpText('after', '\nExample:\n  $ hostward checks new site.motd-owner')
        .action(async (id, options) => {
          const { newCheck } = await import('../actions/new-check.ts');
          newCheck(id, options);
        }),
    )
    .addCommand(
      new Command('test')
        .description('Try the cases of checks in YAML; no host is contacted.')
        .argument('<files...>', 'files of checks')
        .addHelpText('after', '\nExample:\n  $ hostward checks test site.motd-owner.yaml')
        .action(async (files) => {
          const { testChecks } = await import('../actions/test-checks.ts');
          process.exitCode = testChecks(files);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward checks list');
