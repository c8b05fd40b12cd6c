import { fileLimitChecks } from '../../src/index.ts';

export default fileLimitChecks([
  {
    id: 'logging.journal-modes',
    area: 'logging',
    title: 'Journal files are closed to ordinary users',
    severity: 'medium',
    level: 1,
    rationale: 'Logs hold tokens and personal data; whoever can write them takes his traces out.',
    remedy: '`systemd-tmpfiles --create --prefix /var/log/journal`',
    references: ['man:systemd-journald.service(8)', 'man:tmpfiles.d(5)'],
    tags: ['logging', 'journald', 'files'],
    limits: [
      {
        paths: ['/var/log/journal', '/var/log/journal/*', '/var/log/journal/*/*'],
        file: 0o640,
        folder: 0o2755,
        groups: ['systemd-journal', 'adm'],
      },
    ],
  },
]);
