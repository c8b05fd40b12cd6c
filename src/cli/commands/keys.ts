import { Command } from '@commander-js/extra-typings';
import * as option from '../sealing-options.ts';

/** `hostward keys`: keys that runs are signed with. */
export const keysCommand = () =>
  new Command('keys')
    .description('Make keys that runs are signed with.')
    .addCommand(
      new Command('new')
        .description('Make an Ed25519 key: PATH for its owner alone, PATH.pub.pem for everybody.')
        .argument('<path>', 'of the private key; nothing is overwritten')
        .addOption(option.passphraseFileOption())
        .addHelpText('after', '\nExample:\n  $ hostward keys new auditor --passphrase-file secret')
        .action(async (path, options) => {
          const { newKey } = await import('../actions/new-key.ts');
          newKey(path, options);
        }),
    )
    .addHelpText('after', '\nExample:\n  $ hostward keys new auditor');
