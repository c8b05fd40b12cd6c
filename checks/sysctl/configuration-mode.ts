import { fileOwnerChecks } from '../../src/index.ts';

const FOLDERS = ['/etc/sysctl.d', '/run/sysctl.d', '/usr/local/lib/sysctl.d', '/usr/lib/sysctl.d'];

export default fileOwnerChecks([
  {
    id: 'sysctl.configuration-mode',
    area: 'sysctl',
    title: 'Sysctl files belong to root and no one else may write them',
    severity: 'high',
    level: 1,
    rationale:
      'Whoever writes these files sets kernel.core_pattern or kernel.modprobe, programs that the kernel runs as root.',
    remedy: 'Run `chown root:root FILE` and `chmod go-w FILE`.',
    references: ['man:sysctl.d.5'],
    tags: ['sysctl', 'file-permissions'],
    paths: ['/etc/sysctl.conf', ...FOLDERS.map((folder) => `${folder}/*.conf`)],
    folders: FOLDERS,
  },
]);
