import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward worker`: read the hosts of audits that run elsewhere. */
export const workerCommand = () =>
  new Command('worker')
    .description('Read hosts for audits that put them into a queue (audit --queue).')
    .addOption(option.workerQueueOption())
    .addOption(option.zoneOption())
    .addOption(option.concurrencyOption())
    .addOption(option.retriesOption())
    .addOption(option.connectRateOption())
    .addOption(option.workerNameOption())
    .addOption(option.identityOption())
    .addOption(option.knownHostsOption())
    .addOption(option.askPassOption())
    .addOption(option.askBecomePassOption())
    .addOption(option.passwordFileOption())
    .addOption(option.becomePasswordFileOption())
    .addOption(option.acceptOption())
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(option.pinnedPathOption())
    .addOption(option.graceOption())
    .addHelpText(
      'after',
      `
A worker holds the credentials: keys, the agent, passwords. It takes no policy, and no command, from the
queue: of what its own checks read, an audit chooses. One JSON line an event goes to standard error.

Exit status: 0 after a signal, its hosts read or given back; 2 usage error, or the database refuses.

Examples:
  $ hostward worker --queue postgres://hostward@db.example.org/hostward --zone dmz
  $ hostward audit -i inventory.yaml --queue postgres://hostward@db.example.org/hostward`,
    )
    .action(async (options) => {
      const { work } = await import('../actions/work.ts');
      process.exitCode = await work(options);
    });
