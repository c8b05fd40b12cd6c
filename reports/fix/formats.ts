export const FIX_FORMATS = ['sh', 'ansible', 'sysctl.d'] as const;
export type FixFormat = (typeof FIX_FORMATS)[number];
