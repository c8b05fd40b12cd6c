import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBecomeGate } from '../../src/transports/become.ts';

const TOKEN = 'cafe';
const gate = (hasPassword = true) => createBecomeGate('sudo', hasPassword, TOKEN);
const feed = (to: ReturnType<typeof gate>, ...chunks: readonly string[]) => {
  const steps = chunks.map((chunk) => to.take(Buffer.from(chunk)));
  return {
    events: steps.flatMap((step) => step.events),
    shown: Buffer.concat([...steps.map((step) => step.show), to.rest()]).toString(),
  };
};

it('asks for the password with a prompt of its own, and only when there is one', () => {
  const announce = 't=cafe; echo "$t-ready" >&2; exec sh';
  const inEnglish = ['env', 'LC_ALL=C', 'LANGUAGE=C'];
  expect(gate().argv).toEqual([
    ...inEnglish,
    ...['sudo', '-S', '-p', 'cafe-prompt', 'sh', '-c', announce],
  ]);
  expect(gate(false).argv).toEqual([...inEnglish, 'sudo', '-n', 'sh', '-c', announce]);
  expect(createBecomeGate('doas', true, TOKEN).argv).toEqual([
    ...inEnglish,
    ...['doas', '-n', 'sh', '-c', announce],
  ]);
});

it('takes a new token for each run', () => {
  const tokens = [1, 2].map(() => createBecomeGate('sudo', true).argv[6]);
  expect(tokens[0]).toMatch(/^[0-9a-f]{32}-prompt$/);
  expect(tokens[0]).not.toBe(tokens[1]);
});

it('shows everything but its tokens', () => {
  const seen = feed(
    gate(),
    'lecture\n',
    'cafe-prompt',
    'cafe-ready\n',
    'of the script cafe-ready\n',
  );
  expect(seen.events).toEqual(['prompt', 'ready']);
  expect(seen.shown).toBe('lecture\nof the script cafe-ready\n');
});

it('is not deceived by a message that quotes the command', () => {
  const quoted = `sorry: t=cafe; echo "$t-ready" >&2; exec sh\ncafe-ready >&2\n`;
  expect(feed(gate(), quoted)).toEqual({ events: [], shown: quoted });
});

it('knows its prompt where sudo-rs puts words around it', () => {
  const seen = feed(gate(), '[sudo: cafe-prompt] Password: \n', 'cafe-ready\n');
  expect(seen.events).toEqual(['prompt', 'ready']);
});

it('finds its tokens however the stream is cut', () => {
  const text = 'a cafe b cafe-promcafe-promptcafe-ready\nrest';
  fc.assert(
    fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((x, y) => x - y), text.length];
      const chunks = at.slice(1).map((end, i) => text.slice(at[i], end));
      expect(feed(gate(), ...chunks)).toEqual({
        events: ['prompt', 'ready'],
        shown: 'a cafe b cafe-promrest',
      });
    }),
  );
});

describe('why root was not reached', () => {
  // As sudo 1.9, sudo-rs 0.2.5 and OpenDoas 6.8 say it.
  it.each([
    ['sudo', false, 'sudo: a password is required', 'none was given'],
    ['sudo', true, 'sudo: a password is required', 'did not take ours'],
    ['sudo', true, 'Sorry, try again.\nsudo: 1 incorrect password attempt', 'sent once'],
    ['sudo', true, 'hw is not in the sudoers file.', 'allow it in sudoers'],
    [
      'sudo',
      true,
      "Sorry, user hw is not allowed to execute '/usr/bin/sh -c t=cafe' as root on vm.",
      'allow it in sudoers',
    ],
    ['sudo', false, 'sudo: sorry, you must have a tty to run sudo', 'requiretty'],
    ['sudo', false, 'sh: 1: sudo: not found', 'not installed'],
    ['sudo', false, 'env: ‘sudo’: No such file or directory', 'not installed'],
    ['sudo', false, "env: can't execute 'sudo': No such file or directory", 'not installed'],
    ['sudo', false, 'sudo: account validation failure, is your account locked?', 'locked'],
    ['doas', false, 'doas: Operation not permitted', 'allow it in /etc/doas.conf'],
    ['doas', true, 'doas: Authentication required', 'nopass'],
    [
      'doas',
      false,
      'doas: doas is not enabled, /etc/doas.conf: No such file or directory',
      'not set up',
    ],
    ['sudo', false, 'sudo-rs: interactive authentication is required', 'none was given'],
    ['sudo', true, "sudo-rs: I'm sorry hw. I'm afraid I can't do that", 'allow it in sudoers'],
    ['sudo', false, 'something else', 'ended without starting a shell (it said: something else)'],
    ['sudo', false, '', 'sudo ended without starting a shell'],
  ] as const)('%s, password %s: %s', (method, hasPassword, said, because) => {
    const at = createBecomeGate(method, hasPassword, TOKEN);
    at.take(Buffer.from(said));
    at.rest();
    const { class: failureClass, message } = at.failure({ end: 'exited' });
    expect(failureClass).toBe('privilege-failed');
    expect(message).toContain(because);
  });

  it('tells a second prompt and a silence', () => {
    const at = gate();
    at.take(Buffer.from('Verification code: '));
    expect(at.failure({ end: 'prompted-again' }).message).toContain('did not take the password');
    expect(at.failure({ end: 'silent', ms: 1500 }).message).toBe(
      'could not become root: sudo did not start a shell within 1.5 s (it said: Verification code:)',
    );
  });

  it('shows what was said harmlessly', () => {
    const at = gate();
    at.take(Buffer.from('sudo: \u001b[31mno\u202e\n'));
    expect(at.failure({ end: 'exited' }).message).toContain('sudo: \\u{1b}[31mno\\u{202e}');
  });
});
