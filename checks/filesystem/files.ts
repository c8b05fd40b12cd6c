import { fileOwnerChecks } from '../../src/index.ts';

export default fileOwnerChecks([
  {
    id: 'filesystem.fstab-mode',
    area: 'filesystem',
    title: 'fstab and mount units are writable by root only',
    severity: 'high',
    level: 1,
    rationale:
      'Whoever writes a line mounts a file system of his own over any folder at the next boot, setuid programs in it included.',
    remedy:
      '`chown root:root` and `chmod 0644` on /etc/fstab and on each mount unit in /etc/systemd/system.',
    references: ['man:fstab(5)'],
    tags: ['filesystem', 'mounts', 'files'],
    paths: ['/etc/fstab', '/etc/systemd/system/*.mount'],
  },
]);
