import { z } from 'zod';
import { failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { Probe } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';

/** One requirement of containers-policy.json(5). */
interface PolicyRequirement {
  readonly type: string;
  /** Paths of keys and certificates that it names. */
  readonly keys: readonly string[];
}

/** Which images Podman, Skopeo, Buildah and CRI-O accept. All requirements of a scope must hold. */
export interface SignaturePolicy {
  readonly path: string;
  readonly byDefault: readonly PolicyRequirement[];
  /** By transport and scope: `docker:registry.example.com`. */
  readonly scopes: readonly {
    readonly scope: string;
    readonly needs: readonly PolicyRequirement[];
  }[];
}

const PATH = '/etc/containers/policy.json';

const requirement = z.looseObject({ type: z.string() });
const policy = z.object({
  default: z.array(requirement).min(1),
  transports: z.record(z.string(), z.record(z.string(), z.array(requirement))).optional(),
});

/** Root's: what users set for themselves is not read. Absent where there is no file; the tools then refuse. */
export const signaturePolicy: Probe<SignaturePolicy> = textProbe(
  'signature-policy',
  PATH,
  (content): Observation<SignaturePolicy> => {
    let json: unknown;
    try {
      json = JSON.parse(content);
    } catch (error) {
      const words = error instanceof Error ? error.message : '';
      return failed(`${PATH} is no valid JSON: ${visibleLine(words, 200)}`);
    }
    const parsed = policy.safeParse(json);
    if (!parsed.success) return failed(`${PATH} is no policy of signatures`);
    const { default: byDefault, transports = {} } = parsed.data;
    return value({
      path: PATH,
      byDefault: byDefault.map(requirementOf),
      scopes: Object.entries(transports).flatMap(([transport, scopes]) =>
        Object.entries(scopes).map(([scope, needs]) => ({
          scope: `${transport}:${scope}`,
          needs: needs.map(requirementOf),
        })),
      ),
    });
  },
);

const KEYS =
  /^(keyPath|keyPaths|keyDir|rekorPublicKeyPath|rekorPublicKeyPaths|caPath|caRootsPath)$/;

/** Keys stand in the requirement itself or in its `fulcio` and `pki`. */
function requirementOf(of: z.infer<typeof requirement>): PolicyRequirement {
  const inner = [of['fulcio'], of['pki']].flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.entries(one) : [],
  );
  const named = [...Object.entries(of), ...inner].filter(([name]) => KEYS.test(name));
  const keys = named
    .flatMap(([, path]) => [path].flat())
    .filter((path) => typeof path === 'string');
  return { type: of.type, keys };
}
