import {
  defineCheck,
  fileText,
  type Mismatch,
  mounts,
  notApplicable,
  osRelease,
  passUnless,
  required,
} from '../../src/index.ts';

/** Systems whose programs come as one image. */
const IMAGE_SYSTEMS: readonly string[] = [
  'flatcar',
  'coreos',
  'bottlerocket',
  'cos',
  'talos',
  'opensuse-microos',
  'sle-micro',
  'sl-micro',
];
const IMAGE_VARIANTS: readonly string[] = ['coreos', 'iot', 'silverblue'];

/** Writable by design above a partition that is not. */
const OVERLAY = /^(overlay|aufs|tmpfs)$/;

export default defineCheck({
  id: 'integrity.verity',
  area: 'integrity',
  title: 'The system partition of an image-based host is verified or read-only',
  severity: 'medium',
  level: 2,
  rationale:
    'Programs that were replaced there survive a reboot, and nothing else on such a host looks for them.',
  remedy:
    'Reboot, and do not use `rpm-ostree usroverlay`, a developer mode or `mount -o remount,rw /usr`.',
  references: ['kernel-doc:admin-guide/device-mapper/verity.rst'],
  tags: ['image', 'filesystem'],
  needs: {
    os: required(osRelease),
    mounts: required(mounts),
    commandLine: required(fileText('/proc/cmdline')),
  },
  evaluate({ os, mounts: all, commandLine }) {
    const isImage =
      IMAGE_SYSTEMS.includes(os.id) ||
      (os.variantId !== undefined && IMAGE_VARIANTS.includes(os.variantId));
    if (!isImage) return notApplicable('the system is not image-based');
    const own =
      all.find(({ mountPoint }) => mountPoint === '/usr') ??
      all.find(({ mountPoint }) => mountPoint === '/');
    if (own === undefined) return notApplicable('the system has no root mount to be seen');
    const wrong: Mismatch[] = [];
    if (OVERLAY.test(own.type) && !commandLine.includes('composefs') && own.mountPoint === '/usr') {
      wrong.push({
        subject: own.mountPoint,
        expected: 'the image itself',
        actual: `${own.type} above it`,
      });
    } else if (!own.options.includes('ro')) {
      wrong.push({ subject: own.mountPoint, expected: 'read-only', actual: 'writable' });
    }
    const verified =
      /\b(verity\.usrhash|verity\.usr|usrhash|roothash|systemd\.verity)=|dm-mod\.create=.*verity/.test(
        commandLine,
      );
    return passUnless(wrong, `${own.mountPoint} is read-only${verified ? ', and verified' : ''}`);
  },
});
