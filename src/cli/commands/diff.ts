import { Command, Option } from '@commander-js/extra-typings';
import { SEVERITIES } from '../../model/check.ts';
import * as option from '../options.ts';
import { POLICY_CHOICES } from '../policy-choice.ts';

/** `hostward diff`: what changed between two runs. */
export const diffCommand = () =>
  new Command('diff')
    .description(
      "Compare two runs: what changed on hosts, and what only the policy's change shows.",
    )
    .argument('[before]', 'the folder of a run, or a run of the store', 'latest~1')
    .argument('[after]', 'the same of a later run', 'latest')
    .addOption(option.storeOption())
    .addOption(
      new Option('-f, --format <format>', 'how to print')
        .choices(['text', 'json', 'markdown'] as const)
        .default('text' as const),
    )
    .addOption(
      new Option(
        '--policy <which>',
        'judge both runs again: by the policy of the run before or after, or by --profile now',
      ).choices(POLICY_CHOICES),
    )
    .addOption(new Option('-p, --profile <profile>', 'with --policy now: an id, or a file'))
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(option.waiversOption())
    .addOption(option.attestationsOption())
    .addOption(option.onlyHostOption())
    .addOption(
      new Option('--check <id>', 'only this check; may be given again')
        .argParser(option.another)
        .default([] as readonly string[], 'all'),
    )
    .addOption(new Option('--evidence', 'which readings of --host changed, instead of findings'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a new failure is this serious or more')
        .choices([...SEVERITIES, 'none'] as const)
        .default('none' as const),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ hostward diff monday tuesday
  $ hostward diff monday tuesday --format markdown --fail-on high
  $ hostward diff monday tuesday --host web01 --evidence`,
    )
    .action(async (before, after, options) => {
      const { diff } = await import('../actions/diff.ts');
      process.exitCode = await diff(before, after, options);
    });
