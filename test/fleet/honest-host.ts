import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';

/** What an honest host has printed, and what its script was told. */
export interface Honest {
  readonly out: string;
  readonly err: string;
  readonly nonce: string;
}

/** Runs the script that came in, as an honest host does. One character a byte. */
export function runHonestly(channel: ServerChannel): Promise<Honest> {
  const shell = spawn('sh', [], { stdio: 'pipe' });
  const seen = { input: '', out: '', err: '' };
  channel.on('data', (bytes: Buffer) => {
    seen.input += bytes.toString('latin1');
    shell.stdin.write(bytes);
  });
  channel.on('end', () => shell.stdin.end());
  shell.stdout.on('data', (bytes: Buffer) => {
    seen.out += bytes.toString('latin1');
  });
  shell.stderr.on('data', (bytes: Buffer) => {
    seen.err += bytes.toString('latin1');
  });
  return new Promise((resolve) => {
    shell.on('close', () => {
      const nonce = /main ([0-9a-f]{32}) /.exec(seen.input)?.[1] ?? '';
      resolve({ out: seen.out, err: seen.err, nonce });
    });
  });
}
