import { fileOwnerChecks } from '../../src/index.ts';

const FOLDERS = ['/etc', '/run', '/usr/local/lib', '/usr/lib'].flatMap((parent) =>
  ['modprobe.d', 'modules-load.d'].map((name) => `${parent}/${name}`),
);

export default fileOwnerChecks([
  {
    id: 'modules.configuration-mode',
    area: 'modules',
    title: 'Module configuration files are writable by root only',
    severity: 'high',
    level: 1,
    rationale:
      'An `install` line in one of them runs any command as root when its module is asked for.',
    remedy: 'Run `chown root:root FILE` and `chmod go-w FILE`.',
    references: ['man:modprobe.d(5)', 'man:modules-load.d(5)'],
    tags: ['modules', 'file-permissions'],
    paths: ['/etc/modules', ...FOLDERS.map((folder) => `${folder}/*.conf`)],
    folders: FOLDERS,
  },
]);
