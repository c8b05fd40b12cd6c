import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** A command that contacts hosts: which, as whom, with which checks, and for how long. */
export const onHosts = (name: string) =>
  new Command(name)
    .argument(
      '[targets...]',
      'ssh://user@host:port, local, docker://name or podman://name; without any, this machine',
    )
    .addOption(option.inventoryOption())
    .addOption(option.inventoryFormatOption())
    .addOption(option.limitOption())
    .addOption(option.imageOption())
    .addOption(option.profileOption())
    .addOption(option.checksOption())
    .addOption(option.customProbesOption())
    .addOption(option.concurrencyOption())
    .addOption(option.timeoutOption())
    .addOption(option.connectTimeoutOption())
    .addOption(option.retriesOption())
    .addOption(option.connectRateOption())
    .addOption(option.becomeOption())
    .addOption(option.askPassOption())
    .addOption(option.askBecomePassOption())
    .addOption(option.sshConfigOption())
    .addOption(option.transportOption())
    .addOption(option.acceptOption())
    .addOption(option.quietOption());
