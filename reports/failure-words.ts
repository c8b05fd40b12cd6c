import type { FailureClass } from '../src/model/host.ts';

/** Why a host was not read, as a clause after its name, and what to do about it. */
interface FailureWords {
  readonly clause: string;
  /** A line in which backticks mark commands. */
  readonly todo: string;
}

export const FAILURE_WORDS = {
  unresolvable: {
    clause: 'its name does not resolve',
    todo: 'Correct its address in the inventory; `getent hosts ADDRESS` on the auditor’s machine shows what the name resolves to.',
  },
  refused: {
    clause: 'it refused the connection',
    todo: 'Check that sshd runs there and listens on the port of the inventory: `ss -ltn` on the host.',
  },
  timeout: {
    clause: 'it did not answer in time',
    todo: 'Check that it is up and that no firewall stands between: `ssh -v ADDRESS` from the auditor’s machine.',
  },
  'host-key-unknown': {
    clause: 'its host key is not on record',
    todo: 'Read the fingerprint on its console with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`; where it matches, add the key to known_hosts.',
  },
  'host-key-changed': {
    clause: 'its host key changed',
    todo: 'Find out why first: the host was rebuilt, or someone stands between. Read the fingerprint on its console; where it is right, run `ssh-keygen -R ADDRESS` and record the new key.',
  },
  'auth-failed': {
    clause: 'it did not accept the login',
    todo: 'Check the account and its key: `ssh -v ACCOUNT@ADDRESS` from the auditor’s machine.',
  },
  'privilege-failed': {
    clause: 'root could not be had on it',
    todo: 'Check the rule of the account on the host: `sudo -l -U ACCOUNT`.',
  },
  'no-shell': {
    clause: 'it gave no shell',
    todo: 'Give the account a login shell: `usermod -s /bin/sh ACCOUNT` on the host.',
  },
  protocol: {
    clause: 'its answer could not be read',
    todo: 'See what it prints at login: `ssh ACCOUNT@ADDRESS true` prints nothing on a host that can be read.',
  },
  'collector-failed': {
    clause: 'the reading did not end',
    todo: 'Read it again alone; where that fails too, look for a hanging file system or tool with `ps -ef` on the host.',
  },
  'too-much-output': {
    clause: 'it sent more than the limit',
    todo: 'Read it again with a higher limit, after finding what is so large on it.',
  },
  'image-unreadable': {
    clause: 'the image could not be read',
    todo: 'Read the reason: the image is packed in a way that is not read, damaged, or several in one; docs/golden-images.md tells what is read.',
  },
  'no-worker': {
    clause: 'no worker took it',
    todo: 'Start a worker that reaches it: `hostward worker --queue URL --zone ZONE`; docs/workers.md says what workers refuse.',
  },
  'worker-lost': {
    clause: 'two workers ended while they read it',
    todo: 'Read the log of the workers: out of memory, or killed? `journalctl -k -g oom` on their machines. Then read this host alone.',
  },
  stopped: {
    clause: 'the run was stopped before it was read',
    todo: 'Run the audit again.',
  },
} as const satisfies Record<FailureClass, FailureWords>;
