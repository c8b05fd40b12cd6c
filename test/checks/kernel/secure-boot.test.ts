import checks from '../../../checks/kernel/secure-boot.ts';
import { statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const [enabled, validation] = checks;
const EFI = { 'stat:/sys/firmware/efi': statLine('/sys/firmware/efi') };
const variable = (name: string, vendor: string) =>
  `text:/sys/firmware/efi/efivars/${name}-${vendor}`;
const SECURE = variable('SecureBoot', '8be4df61-93ca-11d2-aa0d-00e098032b8c');
const SETUP = variable('SetupMode', '8be4df61-93ca-11d2-aa0d-00e098032b8c');
const SHIM = variable('MokSBStateRT', '605dab50-e046-4300-abb6-3dd810dd8b23');
/** Four bytes of attributes, the value, and the line feed that the reading adds. */
const byte = (value: 0 | 1) => `\u0006\u0000\u0000\u0000${String.fromCharCode(value)}\n`;
const on = { ...EFI, [SECURE]: byte(1), [SETUP]: byte(0) };

testCheck(enabled, {
  pass: [{ name: 'on', given: on }],
  fail: [
    { name: 'off', given: { ...on, [SECURE]: byte(0) }, because: ['SecureBoot: off'] },
    { name: 'in setup', given: { ...on, [SETUP]: byte(1) }, because: ['SetupMode: on'] },
  ],
  notApplicable: [{ name: 'no EFI', given: {} }],
  unknown: [
    { name: 'efivarfs is not mounted', given: EFI },
    { name: 'garbled', given: { ...on, [SECURE]: '\u0006\u0000\n' } },
  ],
});

testCheck(validation, {
  pass: [
    { name: 'never touched', given: on },
    { name: 'enabled again', given: { ...on, [SHIM]: byte(0) } },
  ],
  fail: [
    {
      name: 'disabled',
      given: { ...on, [SHIM]: byte(1) },
      because: ['MokSBState: validation disabled'],
    },
  ],
  notApplicable: [
    { name: 'no EFI', given: {} },
    { name: 'Secure Boot off', given: { ...on, [SECURE]: byte(0) } },
  ],
});
