import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward benchmarks`: which checks answer which sections. */
export const benchmarksCommand = () =>
  new Command('benchmarks')
    .description('Show how far the checks cover a benchmark.')
    .addCommand(
      new Command('list')
        .description('List the benchmarks, and how many of their sections are covered.')
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward benchmarks list')
        .action(async (options) => {
          const { listBenchmarks } = await import('../actions/show-benchmarks.ts');
          listBenchmarks(options);
        }),
    )
    .addCommand(
      new Command('show')
        .description('Show each section: its checks, what a person looks at, or why there is none.')
        .argument('<id>', 'a benchmark')
        .addOption(option.textFormatOption())
        .addHelpText('after', '\nExample:\n  $ hostward benchmarks show cis-docker-1.6')
        .action(async (id, options) => {
          const { showBenchmark } = await import('../actions/show-benchmarks.ts');
          showBenchmark(id, options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward benchmarks list');
