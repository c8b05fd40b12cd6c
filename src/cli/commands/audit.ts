import * as option from '../options.ts';
import * as sealing from '../sealing-options.ts';
import { onHosts } from './on-hosts.ts';

/** `hostward audit`: collect, judge and report in one go. */
export const auditCommand = () =>
  onHosts('audit')
    .description('Audit this machine, the hosts of an inventory, or ssh:// targets.')
    .addOption(option.formatOption())
    .addOption(option.sarifAllOption())
    .addOption(option.junitFailuresOnlyOption())
    .addOption(option.outputOption('hostward-audit'))
    .addOption(option.storeOption())
    .addOption(option.noStoreOption())
    .addOption(option.failOnOption())
    .addOption(option.baselineOption())
    .addOption(option.failOnNewOption())
    .addOption(option.minCompleteOption())
    .addOption(option.gateOption())
    .addOption(option.waiversOption())
    .addOption(option.attestationsOption())
    .addOption(option.expiringDaysOption())
    .addOption(option.strictOption())
    .addOption(option.notifyCommandOption())
    .addOption(sealing.signKeyOption())
    .addOption(sealing.signKeyPassphraseFileOption())
    .addOption(sealing.chainOption())
    .addOption(option.queueOption())
    .addOption(option.patienceOption())
    .addOption(option.resumeOption())
    .addOption(option.verboseOption())
    .addOption(option.logFormatOption())
    .addHelpText(
      'after',
      `
Exit status: 0 audited in full, nothing at or above --fail-on; 1 findings; 2 usage error,
nothing was audited; 3 incomplete, nothing worse found; 130, 143 stopped by a signal.

Examples:
  $ hostward audit
  $ hostward audit -i inventory.yaml --limit 'web,!web03' --become
  $ hostward audit ssh://admin@node-1.example.org:2222 --format html,junit,json --fail-on critical`,
    )
    .action(async (targets, options) => {
      const { audit } = await import('../actions/audit.ts');
      process.exitCode = await audit(targets, options);
    });
