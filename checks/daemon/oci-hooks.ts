import { z } from 'zod';
import {
  defineCheck,
  type Mismatch,
  manual,
  notApplicable,
  octal,
  passUnless,
  presentStats,
  required,
} from '../../src/index.ts';

const params = z.object({
  /** Names of hook files in /etc that are known. */
  allowed: z.array(z.string()).default([]),
});

const LOCAL = '/etc/containers/oci/hooks.d';
const PACKAGED = '/usr/share/containers/oci/hooks.d';

export default defineCheck({
  id: 'daemon.oci-hooks',
  area: 'daemon',
  title: 'OCI hooks are known and belong to root',
  severity: 'high',
  level: 1,
  rationale:
    'A hook runs as root outside the container at each start: it is a lasting way back in.',
  remedy: `Remove hooks that nobody knows from ${LOCAL}; \`chown root:root\` and \`chmod go-w\` the rest.`,
  references: ['oci-hooks(5):DESCRIPTION'],
  tags: ['podman', 'crio', 'files'],
  params,
  needs: {
    files: required(presentStats([LOCAL, `${LOCAL}/*.json`, PACKAGED, `${PACKAGED}/*.json`])),
  },
  evaluate({ files }, { params: { allowed } }) {
    const hooks = files.filter(({ type }) => type !== 'directory');
    if (hooks.length === 0) return notApplicable('there are no OCI hooks');
    const wrong = files.flatMap(({ path, uid, owner, mode }): Mismatch[] => [
      ...(uid === 0 ? [] : [{ subject: `${path} owner`, expected: 'root', actual: owner }]),
      ...((mode & 0o022) === 0
        ? []
        : [{ subject: `${path} mode`, expected: 'root’s alone to write', actual: octal(mode) }]),
    ]);
    const names = hooks
      .filter(({ path }) => path.startsWith(`${LOCAL}/`))
      .map(({ path }) => path.slice(LOCAL.length + 1))
      .filter((name) => !allowed.includes(name));
    if (wrong.length === 0 && names.length > 0) {
      return manual(`Does someone know these hooks in ${LOCAL}: ${names.join(', ')}?`);
    }
    return passUnless(wrong, `${hooks.length} hooks, root’s alone to change`);
  },
});
