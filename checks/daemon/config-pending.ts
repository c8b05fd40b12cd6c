import {
  defineCheck,
  dockerdStart,
  notApplicable,
  orAbsent,
  passUnless,
  presentStats,
  required,
  UNIT_DIRS,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.config-pending',
  area: 'daemon',
  title: 'The running dockerd has read its present settings',
  severity: 'low',
  level: 1,
  rationale:
    'A file that looks right while the daemon runs with an older one tells a lie to whoever audits it.',
  remedy: 'Run `systemctl daemon-reload` and `systemctl restart docker`.',
  references: [],
  tags: ['docker'],
  needs: {
    start: orAbsent(dockerdStart),
    files: required(
      presentStats([
        '/etc/docker/daemon.json',
        ...UNIT_DIRS.flatMap((dir) => [`${dir}/docker.service`, `${dir}/docker.service.d/*.conf`]),
      ]),
    ),
  },
  evaluate({ start, files }) {
    if (start === undefined) return notApplicable('dockerd does not run');
    const newer = files.filter(({ modifiedAt, type }) => type === 'file' && modifiedAt > start);
    return passUnless(
      newer.map(({ path }) => ({
        subject: path,
        expected: 'not changed since dockerd started',
        actual: 'changed since',
      })),
      'nothing that dockerd reads has changed since it started',
    );
  },
});
