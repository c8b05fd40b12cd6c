import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward compare`: how hosts differ from a reference in facts. */
export const compareCommand = () =>
  new Command('compare')
    .description('Hold hosts against a reference host: packages, settings, services, verdicts.')
    .argument(
      '[run]',
      'the run whose hosts are compared: its folder, or one of the store',
      'latest',
    )
    .addOption(option.storeOption())
    .addOption(
      new Option(
        '--against <reference>',
        'a host of the run, or a file of evidence',
      ).makeOptionMandatory(),
    )
    .addOption(option.textFormatOption())
    .addHelpText(
      'after',
      `
Examples:
  $ hostward compare hostward-audit --against web01
  $ hostward compare hostward-audit --against golden/evidence/image.json.gz`,
    )
    .action(async (run, options) => {
      const { compare } = await import('../actions/compare.ts');
      await compare(run, options);
    });
