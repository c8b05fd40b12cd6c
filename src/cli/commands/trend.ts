import { Command, Option } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward trend`: how hosts stood over the runs that are kept. */
export const trendCommand = () =>
  new Command('trend')
    .description('Show score, open failures, their age and time to repair over runs.')
    .argument('[run...]', 'folders, or runs of the store; without any, every run of the store')
    .addOption(option.storeOption())
    .addOption(option.textFormatOption())
    .addOption(new Option('--host <name>', 'what came and went on this host, run by run'))
    .addOption(new Option('--all', 'runs of every profile and inventory'))
    .addHelpText(
      'after',
      `
Examples:
  $ hostward trend
  $ hostward trend runs/*
  $ hostward trend runs/* --host web01
  $ hostward trend monday tuesday wednesday --format json`,
    )
    .action(async (runs, options) => {
      const { showTrend } = await import('../actions/show-trend.ts');
      await showTrend(runs, options);
    });
