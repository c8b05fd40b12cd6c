import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the tokens of ssh_config (TOKENS in its manual) stand for. */
export interface Tokens {
  readonly homeDirectory: string;
  readonly localUser: string;
  /** As ssh was called with, and as its configuration made it. */
  readonly originalName: string;
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
}

/** A path as `ssh -G` prints it; undefined where it has a token that is not known here. */
export function expandPath(path: string, tokens: Tokens): string | undefined {
  const known: Readonly<Record<string, string>> = {
    '%': '%',
    d: tokens.homeDirectory,
    h: tokens.hostName,
    n: tokens.originalName,
    p: String(tokens.port),
    r: tokens.user,
    u: tokens.localUser,
  };
  const home = path.startsWith('~/') ? join(tokens.homeDirectory, path.slice(2)) : path;
  if (home.startsWith('~') || home.includes('${')) return undefined;
  const parts = home.split(/(%.?)/);
  const texts = parts.map((part) => (part.startsWith('%') ? known[part.slice(1)] : part));
  return texts.some((text) => text === undefined) ? undefined : texts.join('');
}

/** Why a key is for ssh alone: ssh offers the certificate beside it, or it lives in a FIDO token. */
export function needOfKey(file: string): string | undefined {
  if (existsSync(`${file}-cert.pub`)) return `the certificate ${file}-cert.pub`;
  const isSecurityKey = textOf(`${file}.pub`).startsWith('sk-') && existsSync(file);
  return isSecurityKey ? `the FIDO key ${file}` : undefined;
}

/** Whether host certificates are trusted by it, which only ssh can verify. */
export const trustsCertificates = (file: string): boolean =>
  /^@cert-authority\s/m.test(textOf(file));

/** Files that cannot be read have nothing to say. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
