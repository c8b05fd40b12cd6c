import * as option from '../options.ts';
import { onHosts } from './on-hosts.ts';

/** `hostward collect`: evidence only, to be judged later or elsewhere. */
export const collectCommand = () =>
  onHosts('collect')
    .description('Gather evidence of hosts and judge nothing.')
    .addOption(option.outputOption('hostward-evidence'))
    .addHelpText(
      'after',
      `
Examples:
  $ hostward collect -i inventory.yaml --output evidence-monday
  $ hostward evaluate evidence-monday`,
    )
    .action(async (targets, options) => {
      const { collect } = await import('../actions/collect.ts');
      process.exitCode = await collect(targets, options);
    });
