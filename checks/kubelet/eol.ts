import { z } from 'zod';
import {
  defineCheck,
  installedPackages,
  kubeletSettings,
  manual,
  notApplicable,
  orAbsent,
  passUnless,
  required,
} from '../../src/index.ts';

/** Day on which the ends were looked up. */
const AS_OF = '2026-11-01';

/** Last days of minor releases (endoflife.date/kubernetes). What is older ended before them. */
const ENDS: Readonly<Record<string, string>> = {
  '1.32': '2026-02-28',
  '1.33': '2026-06-28',
  '1.34': '2026-10-27',
  '1.35': '2027-02-28',
  '1.36': '2027-06-28',
};
const OLDEST = 32;

/** k3s and RKE2 come without a package on most hosts; the kubelet of others has one. */
const PACKAGES = ['kubelet', 'kubernetes-node', 'k3s', 'rke2-server', 'rke2-agent', 'rke2-common'];

export default defineCheck({
  id: 'kubelet.eol',
  area: 'kubelet',
  title: 'The release of kubelet is maintained',
  severity: 'high',
  level: 1,
  rationale: 'The program that starts every container of the node as root gets no more fixes.',
  remedy: 'Drain the node and upgrade it, a minor release at a time, after the control plane.',
  references: ['kubernetes:releases', 'endoflife:kubernetes'],
  tags: ['kubernetes', 'patching'],
  params: z.object({
    /** Minor releases that a vendor keeps for longer: `["1.32"]`. */
    extended: z.array(z.string().regex(/^1\.\d{1,3}$/)).default([]),
  }),
  needs: { installed: required(installedPackages), kubelet: orAbsent(kubeletSettings) },
  evaluate: ({ installed: { packages }, kubelet }, { params, collectedAt }) => {
    const found = packages.find(({ name }) => PACKAGES.includes(name));
    if (found === undefined) {
      return kubelet === undefined
        ? notApplicable('no kubelet, k3s, RKE2 or MicroK8s is set up on this host')
        : manual(`Is the release of ${kubelet.of} still maintained? No package tells which it is.`);
    }
    const { name, version } = found;
    const minor = /^(?:\d+:)?v?1\.(\d{1,3})\b/.exec(version)?.[1];
    if (minor === undefined) return manual(`Is ${name} ${version} still maintained?`);
    const line = `1.${minor}`;
    if (params.extended.includes(line)) return passUnless([], `${line} is kept by its vendor`);
    const end = ENDS[line] ?? (Number(minor) < OLDEST ? 'long ago' : undefined);
    if (end === undefined) {
      return manual(`Is ${name} ${version} still maintained? No end was known on ${AS_OF}.`);
    }
    const over = end === 'long ago' || collectedAt.slice(0, 10) > end;
    return passUnless(
      over
        ? [
            {
              subject: name,
              expected: 'a release that is maintained',
              actual: `${version}, which ended ${end === 'long ago' ? end : `on ${end}`}`,
            },
          ]
        : [],
      `${version} is maintained until ${end}`,
    );
  },
});
