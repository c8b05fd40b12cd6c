import { Argument, Command } from '@commander-js/extra-typings';

/** `hostward schema`: JSON Schemas of what hostward reads and writes. */
export const schemaCommand = () =>
  new Command('schema')
    .description('Print the JSON Schema of a file format.')
    .addArgument(
      new Argument('<format>', 'which format').choices([
        'inventory',
        'profile',
        'waivers',
        'attestations',
        'gate',
        'check',
        'report',
        'evidence',
        'diff',
        'trend',
        'timeline',
        'comparison',
        'notification',
      ] as const),
    )
    .addHelpText(
      'after',
      `
Example:
  $ hostward schema inventory > inventory.schema.json`,
    )
    .action(async (format) => {
      const { printSchema } = await import('../actions/print-schema.ts');
      printSchema(format);
    });
