import { z } from 'zod';
import {
  defineCheck,
  filesText,
  fileText,
  kernelRelease,
  kernelTaint,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
  required,
  stats,
  sysctl,
  TAINT_REMEDY,
} from '../../src/index.ts';

/** Read with the release of the kernel, which proves that /proc/sys is there: else its absence says nothing. */
const MODULES_DISABLED = orAbsent(sysctl('kernel.modules_disabled'));
const SIG_ENFORCE = orAbsent(fileText('/sys/module/module/parameters/sig_enforce'));
const WITHOUT_MODULES = 'the kernel is built without loadable modules';

const signatures = defineCheck({
  id: 'kernel.module-signatures',
  area: 'kernel',
  title: 'The kernel refuses modules without a valid signature',
  severity: 'high',
  level: 2,
  rationale: 'Whoever becomes root, out of a container too, loads a rootkit into the kernel.',
  remedy:
    'Boot with `module.sig_enforce=1`; sign modules of DKMS with a key that is enrolled by `mokutil --import`.',
  references: ['khc', 'kspp', 'kernel-doc:admin-guide/module-signing.rst'],
  tags: ['kernel', 'modules'],
  needs: {
    kernel: required(kernelRelease),
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    disabled: MODULES_DISABLED,
    enforce: SIG_ENFORCE,
    lockdown: orAbsent(fileText('/sys/kernel/security/lockdown')),
  },
  evaluate({ disabled, enforce, lockdown = '' }) {
    if (disabled === undefined) return notApplicable(WITHOUT_MODULES);
    if (disabled === '1') return pass('no further module can be loaded at all');
    if (/\[(integrity|confidentiality)\]/.test(lockdown))
      return pass('lockdown demands signatures');
    return passUnless(
      enforce?.trim() === 'Y'
        ? []
        : [
            {
              subject: 'module.sig_enforce',
              expected: 'Y',
              actual: enforce?.trim() ?? 'this kernel checks no signatures',
            },
          ],
      'signatures are enforced',
    );
  },
});

const unsigned = defineCheck({
  id: 'kernel.taint-unsigned-module',
  area: 'kernel',
  title: 'No unsigned module was loaded',
  severity: 'high',
  level: 1,
  rationale: 'Somebody with root has added code to the kernel that no key vouches for.',
  remedy: `Sign the module (DKMS: enrol its key with \`mokutil --import\`) or remove it. ${TAINT_REMEDY}`,
  references: ['kernel-doc:admin-guide/tainted-kernels.rst'],
  tags: ['kernel', 'taint', 'modules'],
  needs: {
    taint: required(kernelTaint),
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    disabled: MODULES_DISABLED,
    enforce: SIG_ENFORCE,
  },
  evaluate({ taint, disabled, enforce }) {
    if (disabled === undefined) return notApplicable(WITHOUT_MODULES);
    if (!taint.has(13) && enforce === undefined) {
      return notApplicable('the kernel is built without module signatures and marks no module');
    }
    return passUnless(
      taint.has(13)
        ? [
            {
              subject: 'taint E (bit 13)',
              expected: 'clear',
              actual: 'an unsigned module was loaded',
            },
          ]
        : [],
      'bit 13 is clear',
    );
  },
});

/** Modules whose taint is accepted, with the letters that are: `{ nvidia: 'OE' }`. */
const allowance = z.object({ allowed: z.record(z.string(), z.string()).default({}) });

const tainting = defineCheck({
  id: 'kernel.taint-modules',
  area: 'kernel',
  title: 'Every loaded module that taints the kernel is known and accepted',
  severity: 'medium',
  level: 1,
  rationale: 'It names the module behind a mark; one that nobody knows is a find.',
  remedy:
    'Remove or sign the module, or name it with its letters in the parameter `allowed` of this check.',
  references: ['kernel-doc:admin-guide/tainted-kernels.rst'],
  tags: ['kernel', 'taint', 'modules'],
  params: allowance,
  needs: {
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    taints: required(filesText('/sys/module/*/taint')),
  },
  evaluate({ taints }, { params: { allowed } }) {
    const wrong = taints
      .map(({ path, content }) => ({ name: path.split('/')[3] ?? path, letters: content.trim() }))
      .filter(({ name, letters }) =>
        [...letters].some((c) => !letterOf(allowed, name).includes(c)),
      );
    return passUnless(
      wrong.map(({ name, letters }) => ({
        subject: `module ${name}`,
        expected: letterOf(allowed, name) === '' ? 'no taint' : `no taint but ${allowed[name]}`,
        actual: letters,
      })),
      `none of ${taints.length} modules taints the kernel, or it is accepted`,
    );
  },
});

const letterOf = (allowed: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(allowed, name) ? (allowed[name] ?? '') : '';

const tree = defineCheck({
  id: 'kernel.module-tree',
  area: 'kernel',
  title: 'Modules of the running kernel are still on disk',
  severity: 'medium',
  level: 1,
  rationale:
    'Where an upgrade took them away, firewall and network of containers can no longer load what they need, ' +
    'and a reboot was missed.',
  remedy: 'Reboot into the kernel that is installed.',
  references: ['lynis:KRNL-5723'],
  tags: ['kernel', 'modules', 'patching'],
  needs: {
    kernel: required(kernelRelease),
    disabled: MODULES_DISABLED,
    trees: required(stats('/lib/modules/*/modules.dep')),
  },
  evaluate({ kernel: { release }, disabled, trees }) {
    if (disabled === undefined) return notApplicable(WITHOUT_MODULES);
    const wanted = `/lib/modules/${release}/modules.dep`;
    return passUnless(
      trees.some(({ path }) => path === wanted)
        ? []
        : [{ subject: wanted, expected: 'present', actual: 'missing' }],
      `${wanted} is present`,
    );
  },
});

export default [signatures, unsigned, tainting, tree] as const;
