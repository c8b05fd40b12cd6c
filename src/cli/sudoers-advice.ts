import { createHash } from 'node:crypto';
import type { Script } from '../collector/compile.ts';
import { PINNED_PATH, pinnedScript } from '../collector/pinned.ts';
import { isUser } from '../inventory/address.ts';
import { UsageError } from '../model/errors.ts';

/**
 * How to let an account audit as root and do nothing else: the script in a place that only root may
 * write, and a rule for it alone, by the digest of its bytes.
 * @throws UsageError when the account could not stand in a rule.
 */
export function sudoersAdvice(script: Script, { account }: { readonly account: string }): string {
  // sudo takes words in capitals for aliases, ALL among them.
  if (!isUser(account) || /[\\+]|^[A-Z][A-Z\d_]*$/.test(account)) {
    throw new UsageError(`--account ${account}: expected a login name`);
  }
  const digest = createHash('sha256').update(pinnedScript(script)).digest('hex');
  return `# The narrowest rule that works: ${account} may run one script as root, without arguments.
# On your machine, with the options that this was printed with:
#   hostward plan --pinned > hostward-collect
#   sha256sum hostward-collect
#   ${digest}
# On each host, as root (the same for every later version, and when checks change):
#   install -D -o root -g root -m 0755 hostward-collect ${PINNED_PATH}
# In the inventory:
#   become: sudo
#   pinned: ${PINNED_PATH}
# The rest goes to /etc/sudoers.d/hostward, mode 0440; try it with: visudo -cf FILE
# Where the account has a password to type instead, leave NOPASSWD out and use --ask-become-pass.
# sudo-rs knows no digests: there, leave out sha256:… and trust the owner of the file.
Defaults!${PINNED_PATH} !requiretty, !noexec, env_reset
${account} ALL=(root) NOPASSWD: sha256:${digest} ${PINNED_PATH} ""
`;
}
