import type { HostDeadlines, Script } from './compile.ts';

/** Where a pinned script is said to go; an inventory may name another place. */
export const PINNED_PATH = '/usr/local/libexec/hostward-collect';

/** What a pinned script says on standard error when it listens. */
export const pinnedGreeting = (hash: string): string => `hostward-collect ${hash}\n`;

/**
 * The script as a site installs it, owned by root: it takes no argument and reads one line, and
 * whoever may start it can choose nothing in that line but a nonce and two deadlines.
 */
export function pinnedScript(script: Script): string {
  return `#!/bin/sh
${script.body}say 'hostward-collect ${script.hash}' >&2
seconds() {
  case $1 in
    [1-9] | [1-9][0-9] | [1-9][0-9][0-9] | [1-9][0-9][0-9][0-9]) ;;
    *) exit 64 ;;
  esac
}
nonce= command_seconds= whole_seconds=
IFS=' ' read -r nonce command_seconds whole_seconds || exit 64
case $nonce in
  *[!0-9a-f]*) exit 64 ;;
esac
if [ "\${#nonce}" -ne 32 ]; then exit 64; fi
seconds "$command_seconds"
seconds "$whole_seconds"
main "$nonce" "$command_seconds" "$whole_seconds" </dev/null
`;
}

/** What is sent to a pinned script. */
export const pinnedInput = (nonce: string, deadlines: HostDeadlines): string =>
  `${nonce} ${deadlines.commandSeconds} ${deadlines.wholeSeconds}\n`;
