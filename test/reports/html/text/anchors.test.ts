import fc from 'fast-check';
import { expect, it } from 'vitest';
import { controlAnchor, hostAnchor } from '../../../../reports/html/text/anchors.ts';

it('keeps ids readable', () => {
  expect(controlAnchor('daemon.docker-socket-mode')).toBe('c-daemon.docker-socket-mode');
  expect(hostAnchor('node-04.example.org')).toBe('h-node-04.example.org');
});

it('holds no character that ends an attribute, a fragment or a query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => /^h-[\w.~-]*$/.test(hostAnchor(name))),
  );
});

it('never gives two names one anchor', () => {
  const name = fc.string({ unit: fc.constantFrom('a', '~', '7e', '<', '&', ' ', 'é') });
  fc.assert(fc.property(name, name, (a, b) => a === b || hostAnchor(a) !== hostAnchor(b)));
});

it('bounds the length of an anchor', () =>
  expect(hostAnchor('<'.repeat(100_000))).toHaveLength(66));
