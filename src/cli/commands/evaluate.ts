import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';
import * as sealing from '../sealing-options.ts';

/** `hostward evaluate`: judges recorded evidence, with no host in reach. */
export const evaluateCommand = () =>
  new Command('evaluate')
    .description('Judge recorded evidence; no host is contacted.')
    .argument(
      '<evidence...>',
      'evidence files, folders that collect or audit wrote, or runs of the store',
    )
    .addOption(option.storeOption())
    .addOption(option.profileOption())
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(option.evaluateInventoryOption())
    .addOption(option.sinceOption())
    .addOption(option.formatOption())
    .addOption(option.sarifAllOption())
    .addOption(option.junitFailuresOnlyOption())
    .addOption(option.outputOption('hostward-evaluation'))
    .addOption(option.failOnOption())
    .addOption(option.baselineOption())
    .addOption(option.failOnNewOption())
    .addOption(option.minCompleteOption())
    .addOption(option.gateOption())
    .addOption(option.waiversOption())
    .addOption(option.attestationsOption())
    .addOption(option.expiringDaysOption())
    .addOption(option.strictOption())
    .addOption(sealing.signKeyOption())
    .addOption(sealing.signKeyPassphraseFileOption())
    .addOption(sealing.chainOption())
    .addOption(option.quietOption())
    .addHelpText(
      'after',
      `
Examples:
  $ hostward evaluate hostward-audit --profile strict
  $ hostward evaluate runs/* --since 2026-03-01
  $ hostward evaluate hostward-audit/evidence/web01.json.gz --format json`,
    )
    .action(async (evidence, options) => {
      const { evaluate } = await import('../actions/evaluate.ts');
      process.exitCode = await evaluate(evidence, options);
    });
