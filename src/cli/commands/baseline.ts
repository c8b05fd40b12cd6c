import { Command } from '@commander-js/extra-typings';
import * as option from '../options.ts';

/** `hostward baseline`: what a gate takes for known. */
export const baselineCommand = () =>
  new Command('baseline')
    .description('What a run may stay like: later ones fail for what got worse.')
    .addCommand(
      new Command('init')
        .description('Make a baseline of a run that ended.')
        .argument('<run>', 'the folder that audit or evaluate wrote, or a run of the store')
        .addOption(option.storeOption())
        .addOption(option.baselineOutputOption())
        .addHelpText(
          'after',
          `
Examples:
  $ hostward baseline init hostward-audit --output baseline.json
  $ hostward audit -i inventory.yaml --baseline baseline.json --fail-on-new`,
        )
        .action(async (run, options) => {
          const { initBaseline } = await import('../actions/init-baseline.ts');
          await initBaseline(run, options);
        }),
    );
