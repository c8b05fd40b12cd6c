import fc from 'fast-check';
import { expect, it } from 'vitest';
import { opensWithoutTest } from '../../../src/probes/accounts/pam-outcome.ts';
import { modulesOf, pamStacks } from '../../../src/probes/accounts/pam-stacks.ts';
import { observeFact } from '../../support/observe-fact.ts';
import { runFacts } from '../../support/run-script.ts';

const OWN = 'text:/etc/pam.d/*';

it('reads includes of both kinds, substacks, controls and arguments', () => {
  const seen = observeFact(pamStacks, {
    [OWN]: [
      '/etc/pam.d/a:@include b',
      '/etc/pam.d/a:-auth [ success=2 DEFAULT=die ] /lib/security/pam_x.so [a b] c#d',
      '/etc/pam.d/a:AUTH substack \\',
      '/etc/pam.d/a:  /usr/lib/pam.d/c',
      '/etc/pam.d/b:auth required pam_b.so',
      '/etc/pam.d/b:account required pam_no.so',
      '',
    ].join('\n'),
    'text:/usr/lib/pam.d/*':
      '/usr/lib/pam.d/b:auth required pam_hidden.so\n/usr/lib/pam.d/c:auth optional pam_c.so\n',
  });
  const stack = seen.state === 'value' ? seen.value.stack('a', 'auth') : undefined;
  if (stack?.state !== 'value') throw new Error(stack?.reason ?? 'no stack');
  expect(modulesOf(stack.value).map(({ module, args }) => [module, ...args])).toEqual([
    ['pam_b.so'],
    ['pam_x.so', 'a b', 'c'],
    ['pam_c.so'],
  ]);
  expect(stack.value.filter((one) => 'substack' in one)).toHaveLength(1);
});

it('reads the stacks of this machine, none of which is open', () => {
  const seen = runFacts([pamStacks]).observe(pamStacks);
  if (seen.state !== 'value') throw new Error(seen.reason);
  for (const service of seen.value.services) {
    const stack = seen.value.stack(service, 'auth');
    expect(stack?.state, service).toBe('value');
    if (stack?.state === 'value') expect(opensWithoutTest(stack.value), service).toBeUndefined();
  }
});

it('never throws, and ends, whatever the files hold', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'auth ',
      'required ',
      'pam_permit.so',
      '[success=',
      '9999999',
      ']',
      '@include a',
      'substack a',
      ' ',
      '\n/etc/pam.d/a:',
    ),
    fc.string({ unit: 'binary' }),
  );
  const text = fc.array(part).map((parts) => `/etc/pam.d/a:${parts.join('')}\n`);
  fc.assert(
    fc.property(text, (files) => {
      const seen = observeFact(pamStacks, { [OWN]: files });
      if (seen.state !== 'value') return;
      const stack = seen.value.stack('a', 'auth');
      if (stack?.state === 'value') opensWithoutTest(stack.value);
    }),
  );
  const twice = '/etc/pam.d/a:auth include b\n/etc/pam.d/a:auth include b\n';
  const ring = `${twice}${twice.replaceAll('d/a', 'd/b').replaceAll('include b', 'include a')}`;
  const seen = observeFact(pamStacks, { [OWN]: ring });
  expect(seen.state === 'value' && seen.value.stack('a', 'auth')?.state).toBe('failed');
});
