import { type Reader, unsplit } from '../reader.ts';

/**
 * The kernel's audit state and the rules loaded, as auditctl(8) prints them; it needs root.
 * `auditctl absent`, or two sections: `section status|rules`, the output, `status N`.
 */
export const auditState: Reader = {
  name: 'audit_state',
  commands: ['auditctl'],
  offline: false,
  sh: `if ! command -v auditctl >/dev/null; then say 'auditctl absent'; return 0; fi
say 'section status'
command auditctl -s 2>&1
say "status $?"
say 'section rules'
command auditctl -l 2>&1
say "status $?"`,
  split: unsplit,
};
