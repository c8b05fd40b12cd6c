import { z } from 'zod';
import { defineCheck, manual, pass, presentStats, required } from '../../src/index.ts';

const ANCHORS = [
  '/usr/local/share/ca-certificates/*.crt',
  '/usr/local/share/ca-certificates/*/*.crt',
  '/etc/pki/ca-trust/source/anchors/*',
  '/etc/pki/trust/anchors/*',
  '/etc/ca-certificates/trust-source/anchors/*',
] as const;

export default defineCheck({
  id: 'integrity.trusted-certificates',
  area: 'integrity',
  title: 'No authority beside the distribution’s is trusted but those that are ours',
  severity: 'medium',
  level: 2,
  rationale:
    'Whoever holds the key of a trusted authority reads and changes what the host fetches over TLS: images and updates among it.',
  remedy:
    'Remove the file, then `update-ca-certificates --fresh` or `update-ca-trust`; or name it in the parameter `ours` of this check.',
  references: ['stig-ubuntu2404:UBTU-24-600060', 'lynis:CRYP-7902'],
  tags: ['cryptography', 'supply-chain'],
  params: z.object({
    /** Names of files, without their folder, of authorities that are meant to be trusted. */
    ours: z.array(z.string()).default([]),
  }),
  needs: { found: required(presentStats(ANCHORS)) },
  evaluate({ found }, { params: { ours } }) {
    const files = found.filter(
      ({ type, path }) => type !== 'directory' && !path.endsWith('/README'),
    );
    const others = files.filter(
      ({ path }) => !ours.includes(path.slice(path.lastIndexOf('/') + 1)),
    );
    return others.length === 0
      ? pass(files.length === 0 ? 'no authority was added' : `${files.length} added, all ours`)
      : manual(`Are these authorities ours: ${others.map(({ path }) => path).join(', ')}?`);
  },
});
