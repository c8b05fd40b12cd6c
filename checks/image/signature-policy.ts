import { z } from 'zod';
import {
  defineCheck,
  engine,
  fail,
  notApplicable,
  orAbsent,
  passUnless,
  signaturePolicy,
} from '../../src/index.ts';

const OPEN = 'insecureAcceptAnything';

/** Transports that read images which are on the host already. */
const LOCAL =
  /^(docker-daemon|containers-storage|dir|oci|oci-archive|docker-archive|tarball|ostree):/;

export default defineCheck({
  id: 'image.signature-policy',
  area: 'image',
  title:
    'Podman and CRI-O take images only from registries that the policy names or that sign them',
  severity: 'medium',
  level: 2,
  rationale:
    'Whoever gets into a registry, or an account of it, otherwise puts an image of their own under a known name, and it runs here.',
  remedy:
    'Set `"default": [{"type": "reject"}]` in /etc/containers/policy.json, and below `transports`, `docker` an entry with `sigstoreSigned` or `signedBy` and its key for each registry in use.',
  references: ['containers-policy.json(5)'],
  tags: ['podman', 'crio', 'signatures'],
  params: z.object({
    /** Scopes that may stay without signatures: `docker:registry.example.com/mirror`. */
    unsigned: z.array(z.string()).default([]),
  }),
  needs: {
    podman: orAbsent(engine('podman')),
    crio: orAbsent(engine('crio')),
    policy: orAbsent(signaturePolicy),
  },
  evaluate({ podman, crio, policy }, { params }) {
    if (policy === undefined) {
      if (podman === undefined && crio === undefined) {
        return notApplicable('neither Podman nor CRI-O is on this host');
      }
      return fail({
        subject: '/etc/containers/policy.json',
        expected: 'a policy of signatures',
        actual: 'not there',
      });
    }
    const isOpen = (needs: readonly { readonly type: string }[]): boolean =>
      needs.every(({ type }) => type === OPEN);
    const open = policy.scopes
      .filter(({ scope, needs }) => isOpen(needs) && !LOCAL.test(scope))
      .map(({ scope }) => scope)
      .filter((scope) => !params.unsigned.includes(scope));
    const scopes = isOpen(policy.byDefault) ? ['default', ...open] : open;
    return passUnless(
      scopes.map((scope) => ({
        subject: `${policy.path}, ${scope}`,
        expected: 'reject or a signature',
        actual: OPEN,
      })),
      `by default: ${policy.byDefault.map(({ type }) => type).join(', ')}`.slice(0, 200),
    );
  },
});
