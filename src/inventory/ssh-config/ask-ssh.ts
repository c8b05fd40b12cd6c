import { execFile } from 'node:child_process';
import { UsageError } from '../../model/errors.ts';
import type { OpensshHop } from '../../model/host.ts';
import { visibleLine } from '../../model/visible-text.ts';

/** What ssh would use for a host: keywords in small letters, each with its values in order. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

/** Asked about one host; undefined where this machine has no ssh. */
export type AskSsh = (host: OpensshHop, configFile?: string) => Promise<SshSettings | undefined>;

/**
 * Asks `ssh -G`, the only reader of ssh_config that reads all of it as ssh does; nothing is contacted,
 * but a `Match exec` of the configuration runs, as whenever ssh is used. The same question is asked once.
 */
export function createAskSsh(): AskSsh {
  const asked = new Map<string, Promise<SshSettings | undefined>>();
  return ({ address, port, user }, configFile) => {
    const args = [
      ...(configFile === undefined ? [] : ['-F', configFile]),
      '-G',
      '-T',
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...(user === undefined ? [] : ['-l', user]),
      '--',
      address,
    ];
    const key = JSON.stringify(args);
    const known = asked.get(key) ?? ask(args);
    asked.set(key, known);
    return known;
  };
}

function ask(args: readonly string[]): Promise<SshSettings | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<SshSettings | undefined>();
  execFile('ssh', args, { timeout: 30_000 }, (error, stdout, stderr) => {
    if (error === null) resolve(parseSettings(stdout));
    else if (error.code === 'ENOENT') resolve(undefined);
    else reject(refused(stderr));
  });
  return promise;
}

const refused = (stderr: string): UsageError =>
  new UsageError(
    `ssh does not accept its configuration: ${visibleLine(stderr.trim().replaceAll('\n', '; '), 500)}; mend it, or leave it out with --ssh-config none`,
  );

function parseSettings(text: string): SshSettings {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, keyword, value] = /^(\S+) (.*)$/.exec(line) ?? [];
    if (keyword === undefined || value === undefined) continue;
    const key = keyword.toLowerCase();
    settings.set(key, [...(settings.get(key) ?? []), value]);
  }
  return settings;
}
