export const MODALIAS = 'text:/sys/devices/system/cpu/modalias';

const FEATURES = '0000,0001,0017,0034,0080,0127,0134,0202';

/** What /sys/devices/system/cpu/modalias says of processors on bare metal and in virtual machines. */
export const CPU = {
  intel: `cpu:type:x86,ven0000fam0006mod008F:feature:,${FEATURES}\n`,
  amd: `cpu:type:x86,ven0002fam0019mod0011:feature:,${FEATURES}\n`,
  virtual: `cpu:type:x86,ven0002fam0019mod0011:feature:,${FEATURES},009F\n`,
  qemu64: 'cpu:type:x86,ven0002fam000Fmod006B:feature:,0000,0001,0017,0034,0080,009F\n',
  noNx: 'cpu:type:x86,ven0000fam0006mod008F:feature:,0000,0001,0127,0134\n',
  arm64: 'cpu:type:aarch64:feature:,0000,0001,0003,0004\n',
} as const;
