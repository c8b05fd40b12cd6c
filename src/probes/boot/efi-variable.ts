import { absent, failed, type Observation, unsupported, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { textProbe } from '../files/file-text.ts';
import { stat } from '../files/stat.ts';

const EFI_GLOBAL = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
const SHIM_LOCK = '605dab50-e046-4300-abb6-3dd810dd8b23';

/** `/sys/firmware/efi` exists exactly when the firmware that started the kernel is EFI. */
const firmware = stat('/sys/firmware/efi');

/** One byte of a variable: efivarfs puts four bytes of attributes before it. */
function byteOf(name: string, vendor: string) {
  return textProbe('efi-byte', `/sys/firmware/efi/efivars/${name}-${vendor}`, (content) => {
    const byte = content.length >= 5 ? content.charCodeAt(4) : undefined;
    return byte === 0 || byte === 1 ? value(byte) : failed(`${name} holds no single byte`);
  });
}

/** Whether the firmware's `SecureBoot` and `SetupMode` are on; absent without EFI. */
export const secureBoot: Derived<{ readonly enabled: boolean; readonly setupMode: boolean }> =
  derived(
    'secure-boot',
    {
      firmware,
      enabled: byteOf('SecureBoot', EFI_GLOBAL),
      setupMode: byteOf('SetupMode', EFI_GLOBAL),
    },
    ({ firmware, enabled, setupMode }): Observation<{ enabled: boolean; setupMode: boolean }> => {
      if (firmware.state === 'absent') return absent('the host was not started by EFI firmware');
      if (firmware.state !== 'value') return firmware;
      for (const seen of [enabled, setupMode]) {
        if (seen.state === 'absent') return unsupported('the EFI variables are not mounted');
        if (seen.state !== 'value') return seen;
      }
      return value({ enabled: isOn(enabled), setupMode: isOn(setupMode) });
    },
  );

const isOn = (seen: Observation<number>): boolean => seen.state === 'value' && seen.value === 1;

/** Whether shim was told to trust any signature (`mokutil --disable-validation`). */
export const shimValidation: Derived<{ readonly disabled: boolean }> = derived(
  'shim-validation',
  { secureBoot, state: byteOf('MokSBStateRT', SHIM_LOCK) },
  ({ secureBoot, state }): Observation<{ disabled: boolean }> => {
    if (secureBoot.state !== 'value') return secureBoot;
    if (state.state === 'absent') return value({ disabled: false });
    return state.state === 'value' ? value({ disabled: state.value === 1 }) : state;
  },
);
