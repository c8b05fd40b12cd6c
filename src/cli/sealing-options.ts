import { Option } from '@commander-js/extra-typings';

/** Options of commands that seal runs, or hold them to their seal. */

export const signKeyOption = () =>
  new Option('--sign-key <file>', 'sign the run with this key, of hostward keys new');

export const signKeyPassphraseFileOption = () =>
  new Option('--sign-key-passphrase-file <file>', 'what opens the key, in a file of its own');

export const chainOption = () =>
  new Option('--chain <file>', 'where the seals of runs are listed, each tied to the one before');

export const trustedKeyOption = () =>
  new Option('--key <file>', 'the public key that runs have to be signed with');

export const passphraseFileOption = () =>
  new Option('--passphrase-file <file>', 'what is to open the private key, in a file of its own');
