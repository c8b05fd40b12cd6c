import {
  defineCheck,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  secureBoot,
  shimValidation,
} from '../../src/index.ts';

const REMEDY_VM = 'in a virtual machine enable it in its settings (shielded, trusted launch)';

const enabled = defineCheck({
  id: 'kernel.secure-boot',
  area: 'kernel',
  title: 'UEFI Secure Boot is on and not in setup mode',
  severity: 'medium',
  level: 2,
  rationale: 'A loader or a kernel that was replaced survives every clean-up above it.',
  remedy: `Enable Secure Boot in the firmware; ${REMEDY_VM}.`,
  references: ['lynis:BOOT-5116'],
  tags: ['kernel', 'secure-boot'],
  needs: { firmware: orAbsent(secureBoot) },
  evaluate({ firmware }) {
    if (firmware === undefined) return notApplicable('the host was not started by EFI firmware');
    const wrong: Mismatch[] = [];
    if (!firmware.enabled) wrong.push({ subject: 'SecureBoot', expected: 'on', actual: 'off' });
    if (firmware.setupMode) wrong.push({ subject: 'SetupMode', expected: 'off', actual: 'on' });
    return passUnless(wrong, 'Secure Boot is on');
  },
});

const validation = defineCheck({
  id: 'kernel.shim-validation',
  area: 'kernel',
  title: 'The validation of signatures by shim is not disabled',
  severity: 'high',
  level: 1,
  rationale: '`mokutil --disable-validation` leaves Secure Boot on paper: any kernel starts.',
  remedy: 'Run `mokutil --enable-validation` and reboot.',
  references: ['man:mokutil(1)'],
  tags: ['kernel', 'secure-boot'],
  needs: { firmware: orAbsent(secureBoot), shim: orAbsent(shimValidation) },
  evaluate({ firmware, shim }) {
    if (firmware === undefined || shim === undefined) {
      return notApplicable('the host was not started by EFI firmware');
    }
    if (!firmware.enabled) return notApplicable('Secure Boot is off');
    return passUnless(
      shim.disabled
        ? [{ subject: 'MokSBState', expected: 'validation enabled', actual: 'validation disabled' }]
        : [],
      'shim validates signatures',
    );
  },
});

export default [enabled, validation] as const;
