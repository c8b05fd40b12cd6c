import {
  defineCheck,
  dockerSettings,
  manual,
  notApplicable,
  orAbsent,
  pass,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.devicemapper-basesize',
  area: 'daemon',
  title: 'The base size of devicemapper is unchanged',
  severity: 'low',
  level: 1,
  rationale: 'A large base size lets containers fill the pool that they all share.',
  remedy: 'Remove dm.basesize from `storage-opts`; better, move to overlay2.',
  references: ['cis-docker-1.6:2.11', 'docker-bench:2.11'],
  tags: ['docker', 'storage'],
  needs: { docker: orAbsent(dockerSettings('storage-driver', 'storage-opts')) },
  evaluate({ docker }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const mapped = docker.sides.filter(
      ({ settings }) => settings['storage-driver'] === 'devicemapper',
    );
    if (mapped.length === 0) return notApplicable('devicemapper is not the storage driver');
    const size = mapped
      .flatMap(({ settings }) => settings['storage-opts'] ?? [])
      .find((option) => option.startsWith('dm.basesize'));
    return size === undefined
      ? pass('dm.basesize is not set')
      : manual(`Is ${size} the size that containers on this host are meant to have?`);
  },
});
