import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import check from '../../../checks/daemon/tls-validity.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

/** Certificates that openssl made, by what is the matter with them. */
const PEM: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../evidence/docker-certificates.json'), 'utf8'),
);
const KEY = 'docker_certificates:';
const CERT = '/etc/docker/tls/cert.pem';
const CA = '/etc/docker/ca.pem';

const files = (own: string, authority = PEM['good'] ?? ''): Given => ({
  'stat:/etc/docker/tls/*': statLine(CERT, '444'),
  'stat:/etc/docker/*.pem': statLine(CA, '444'),
  [KEY]: `file ${CA}\n${authority}file ${CERT}\n${own}status 0\n`,
});
const starts = (...flags: readonly string[]): Given => ({
  'processes:': processes({ name: 'dockerd', args: ['dockerd', ...flags] }),
});
const verified = starts('--tlsverify', `--tlscacert=${CA}`, `--tlscert=${CERT}`);
const given = (name: string, authority?: string): Given => ({
  ...verified,
  ...files(PEM[name] ?? '', authority),
});

testCheck(check, {
  pass: [
    { name: 'both in order', given: given('good') },
    {
      name: 'with those that vouch for it',
      given: given('good', `${PEM['good']}${PEM['expired']}`),
    },
    { name: 'soon to end, by the limit', given: given('ending'), params: { days: 7 } },
    {
      name: 'an authority that nobody asks',
      given: {
        ...starts('--tls', `--tlscacert=${CA}`, `--tlscert=${CERT}`),
        ...files(PEM['good'] ?? '', PEM['expired']),
      },
    },
  ],
  fail: [
    {
      name: 'expired',
      given: given('expired'),
      because: [`${CERT} end: 2025-06-01`],
    },
    { name: 'about to', given: given('ending'), because: [`${CERT} end: 2026-01-10`] },
    { name: 'not yet valid', given: given('future'), because: [`${CERT} begin: 2026-03-01`] },
    { name: 'weak', given: given('weak'), because: [`${CERT} key: rsa of 1024 bits`] },
    {
      name: 'of the authority',
      given: given('good', PEM['weak']),
      because: [`${CA} key: rsa of 1024 bits`],
    },
  ],
  notApplicable: [
    { name: 'no Docker', given: { ...IDLE, [KEY]: 'status 0\n' } },
    { name: 'no TLS', given: { ...starts(), [KEY]: 'status 0\n' } },
  ],
  unknown: [
    { name: 'no certificate', given: { ...verified, ...files('') } },
    {
      name: 'a broken one',
      given: {
        ...verified,
        ...files('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      },
    },
    {
      name: 'one that may not be read',
      given: { ...verified, ...files(''), [KEY]: `closed ${CA}\nclosed ${CERT}\nstatus 0\n` },
    },
  ],
});
