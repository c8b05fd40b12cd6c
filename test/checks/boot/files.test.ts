import checks from '../../../checks/boot/files.ts';
import { testCheck } from '../../support/test-check.ts';

const file = (path: string, mode: string, owner = 'root', uid = 0) =>
  `${mode}|${uid}|0|${owner}|root|regular file|100|1732000000|${path}\n`;
const folder = (path: string, mode: string) =>
  `${mode}|0|0|root|root|directory|4096|1732000000|${path}\n`;

const [images, config, password] = checks;
if (images === undefined || config === undefined || password === undefined) {
  throw new Error('three checks are wanted');
}

testCheck(images, {
  pass: [
    {
      name: 'RHEL',
      given: {
        'stat:/boot/vmlinuz-*': file('/boot/vmlinuz-5.14.0-503.el9.x86_64', '755'),
        'stat:/boot/initramfs-*': file('/boot/initramfs-5.14.0-503.el9.x86_64.img', '600'),
        'stat:/boot': folder('/boot', '555'),
      },
    },
  ],
  fail: [
    {
      name: 'an initramfs that its builder owns, in a folder open to a group',
      given: {
        'stat:/boot/initrd.img-*': file('/boot/initrd.img-6.1.0-28-amd64', '666', 'build', 1000),
        'stat:/boot': folder('/boot', '775'),
      },
      because: [
        '/boot/initrd.img-6.1.0-28-amd64 owner: build (1000)',
        '/boot/initrd.img-6.1.0-28-amd64 mode: 0666',
        '/boot mode: 0775',
      ],
    },
  ],
  notApplicable: [
    { name: 'a kernel from outside', given: { 'stat:/boot': folder('/boot', '755') } },
  ],
});

testCheck(config, {
  pass: [
    {
      name: 'Debian',
      given: {
        'stat:/boot/grub/grub.cfg': file('/boot/grub/grub.cfg', '400'),
        'stat:/etc/default/grub': file('/etc/default/grub', '644'),
        'stat:/etc/grub.d/*': file('/etc/grub.d/10_linux', '755'),
      },
    },
  ],
  fail: [
    {
      name: 'defaults that a group can write',
      given: { 'stat:/etc/default/grub': file('/etc/default/grub', '664') },
      because: ['/etc/default/grub mode: 0664'],
    },
  ],
});

testCheck(password, {
  pass: [
    { name: 'RHEL', given: { 'stat:/boot/grub2/user.cfg': file('/boot/grub2/user.cfg', '600') } },
  ],
  fail: [
    {
      name: 'readable',
      given: { 'stat:/boot/grub2/user.cfg': file('/boot/grub2/user.cfg', '644') },
      because: ['/boot/grub2/user.cfg mode: 0644'],
    },
  ],
  notApplicable: [{ name: 'no password', given: {} }],
});
