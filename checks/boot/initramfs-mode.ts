import { fileOwnerChecks } from '../../src/index.ts';

/** Debian writes them 0644 and keeps no keys in them: that others may read them is no fault of itself. */
export default fileOwnerChecks([
  {
    id: 'boot.initramfs-mode',
    area: 'boot',
    title: 'Initramfs images belong to root and nobody else can write them',
    severity: 'medium',
    level: 1,
    rationale:
      'Whoever writes the image runs as root at the next start, before anything else does.',
    remedy: 'Run `chown root:root FILE` and `chmod go-w FILE`.',
    references: ['man:dracut(8)', 'man:mkinitramfs(8)'],
    tags: ['boot', 'file-permissions'],
    paths: ['/boot/initrd*', '/boot/initramfs*'],
    fileMode: 0o644,
  },
]);
