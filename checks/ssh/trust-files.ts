import {
  type AnyCheck,
  authorizedKeyPaths,
  keptPathChecks,
  sshdFilePaths,
} from '../../src/index.ts';

const checks: readonly AnyCheck[] = keptPathChecks([
  {
    id: 'ssh.authorized-keys-modes',
    area: 'ssh',
    title:
      'Files of authorized keys, and the folders above them, are their account’s or root’s alone',
    severity: 'critical',
    level: 1,
    rationale: 'Whoever can write the file, or put another in its place, logs in as that account.',
    remedy: '`chown NAME HOME HOME/.ssh HOME/.ssh/authorized_keys; chmod go-w` for the same.',
    references: [],
    tags: ['ssh', 'accounts', 'files'],
    paths: authorizedKeyPaths,
  },
  {
    id: 'ssh.trusted-user-ca',
    area: 'ssh',
    title: 'Only root can change the certificate authorities that sshd trusts',
    severity: 'medium',
    level: 1,
    rationale:
      'A key in that file signs a way into every account; so does a changed list of principals.',
    remedy: '`chown root:root FILE; chmod 644 FILE`, and `chmod go-w` for the folders above.',
    references: [],
    tags: ['ssh', 'files'],
    paths: sshdFilePaths(['trustedusercakeys', 'revokedkeys']),
  },
  {
    id: 'ssh.authorized-keys-command',
    area: 'ssh',
    title: 'Only root can change the programs that sshd asks for keys and principals',
    severity: 'high',
    level: 1,
    rationale: 'The program grants any login: who can write to it is everybody.',
    remedy: '`chown root:root PROGRAM; chmod 755 PROGRAM`, and `chmod go-w` for the folders above.',
    references: [],
    tags: ['ssh', 'files'],
    paths: sshdFilePaths(['authorizedkeyscommand', 'authorizedprincipalscommand']),
  },
]);

export default checks;
