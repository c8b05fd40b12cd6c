import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sudoersAdvice } from '../../src/cli/sudoers-advice.ts';
import { compile } from '../../src/collector/compile.ts';
import { pinnedScript } from '../../src/collector/pinned.ts';
import { isGeneral } from '../../src/probes/accounts/sudo-use.ts';
import { sudoAliases, sudoRule } from '../../src/probes/accounts/sudoers-entries.ts';
import { sudoersLines } from '../../src/probes/accounts/sudoers-lines.ts';

const script = compile([]);

describe('the rule for a pinned script', () => {
  const text = sudoersAdvice(script, { account: 'audit' });

  it('names the bytes that are to be installed', () => {
    const digest = createHash('sha256').update(pinnedScript(script)).digest('hex');
    expect(text).toContain(`NOPASSWD: sha256:${digest} /usr/local/libexec/hostward-collect ""`);
  });

  it('gives, by our own reading of sudoers, one command without arguments', () => {
    const lines = sudoersLines('/etc/sudoers.d/hostward', text);
    const rules = lines.flatMap((line) => sudoRule(line, sudoAliases(lines)));
    expect(rules.map(({ who }) => who)).toEqual([['audit']]);
    const commands = rules.flatMap((rule) => rule.commands);
    expect(commands).toMatchObject([{ command: '/usr/local/libexec/hostward-collect ""' }]);
    expect(commands.some(isGeneral)).toBe(false);
  });

  it.each(['a b', 'ALL', 'ALL=', 'x, y', 'a\nroot ALL=ALL', '%wheel', '#0', ''])(
    'is for no %j',
    (account) => {
      expect(() => sudoersAdvice(script, { account })).toThrow(/expected a login name/);
    },
  );
});
