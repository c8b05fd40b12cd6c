import { z } from 'zod';
import {
  defineCheck,
  dockerSettings,
  manual,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
} from '../../src/index.ts';

const params = z.object({
  /** The base size that these hosts are meant to have: `10G`. */
  size: z.string().optional(),
});

export default defineCheck({
  id: 'daemon.devicemapper-basesize',
  area: 'daemon',
  title: 'The base size of devicemapper is unchanged, or the one that was chosen',
  severity: 'low',
  level: 1,
  rationale: 'A large base size lets containers fill the pool that they all share.',
  remedy:
    'Remove dm.basesize from `storage-opts` in /etc/docker/daemon.json; better, move to overlay2: Docker 25 has no devicemapper.',
  references: ['cis-docker-1.6:2.11', 'docker-bench:2.11'],
  tags: ['docker', 'storage'],
  params,
  needs: { docker: orAbsent(dockerSettings('storage-driver', 'storage-opts')) },
  evaluate({ docker }, { params: { size } }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const mapped = docker.sides.filter(
      ({ settings }) => settings['storage-driver'] === 'devicemapper',
    );
    if (mapped.length === 0) return notApplicable('devicemapper is not the storage driver');
    const set = mapped
      .flatMap(({ settings }) => settings['storage-opts'] ?? [])
      .filter((option) => option.startsWith('dm.basesize='))
      .map((option) => option.slice('dm.basesize='.length));
    const [first] = set;
    if (first === undefined) return pass('dm.basesize is not set');
    if (size === undefined) {
      return manual(`Is ${first} the base size that containers of this host are meant to have?`);
    }
    return passUnless(
      set
        .filter((one) => one !== size)
        .map((actual) => ({ subject: 'dm.basesize', expected: size, actual })),
      `dm.basesize is ${size}`,
    );
  },
});
