import { fileOwnerChecks } from '../../src/index.ts';

export default fileOwnerChecks([
  {
    id: 'kernel.module-tree-mode',
    area: 'kernel',
    title: 'Folders and indexes of kernel modules are writable by root only',
    severity: 'critical',
    level: 1,
    rationale: 'A module, or an alias for one, that somebody else can write is code in the kernel.',
    remedy: 'Run `chown -R root:root /lib/modules/` and `chmod -R go-w /lib/modules/`.',
    references: ['man:modules.dep(5)'],
    tags: ['kernel', 'modules', 'files'],
    paths: ['/lib/modules/*/kernel', '/lib/modules/*/kernel/*', '/lib/modules/*/modules.*'],
    folders: ['/lib/modules', '/lib/modules/*'],
  },
  {
    id: 'kernel.signing-key-mode',
    area: 'kernel',
    title: 'Private keys for module signatures are readable by root only',
    severity: 'high',
    level: 1,
    rationale: 'Whoever reads the key signs a rootkit that the kernel takes for trusted.',
    remedy:
      'Run `chmod 0600` and `chown root:root` on the file; better, keep the key off the host.',
    references: ['kernel-doc:admin-guide/module-signing.rst'],
    tags: ['kernel', 'modules', 'files'],
    paths: ['/var/lib/dkms/mok.key', '/var/lib/shim-signed/mok/MOK.priv'],
    fileMode: 0o600,
  },
]);
