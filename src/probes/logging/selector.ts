import type { RsyslogConfig } from './rsyslog.ts';

const SELECTOR = /^[*a-z][*a-z,\d]*\.[!=]*[*a-z]+(?:;[*a-z][*a-z,\d]*\.[!=]*[*a-z]+)*$/i;
/** Priorities from which on messages of logins are taken: sshd and sudo write information and notices. */
const TAKES = /^(?:\*|debug|info)$/i;

/** The first rule by which rsyslogd keeps or sends on what is logged under `authpriv`, `selector -> target`. */
export function selectsLogins({ statements }: RsyslogConfig): string | undefined {
  for (const one of statements) {
    if (one.kind === 'directive' || !covers(one.filter, 'authpriv')) continue;
    if (one.kind === 'file') return `${one.filter} -> ${one.path}`;
    if (one.kind === 'forward') return `${one.filter} -> ${one.target}`;
    const module = one.parameters.get('type');
    if (
      one.name === 'action' &&
      module !== undefined &&
      /^(?:builtin:)?om(?!discard|usrmsg)/i.test(module)
    ) {
      return `${one.filter} -> ${module}`;
    }
  }
  return undefined;
}

/**
 * Whether a selector takes a facility's messages of priority `info` and above; a later part of it overrides.
 * @internal for tests
 */
export function covers(filter: string, facility: string): boolean {
  if (!SELECTOR.test(filter)) return false;
  let taken = false;
  for (const part of filter.toLowerCase().split(';')) {
    const [names = '', priority = ''] = part.split('.');
    const list = names.split(',');
    if (!list.includes('*') && !list.includes(facility)) continue;
    if (TAKES.test(priority)) taken = true;
    // What is taken back, be it in part, leaves gaps.
    else if (/^none$|^!/.test(priority)) taken = false;
  }
  return taken;
}
