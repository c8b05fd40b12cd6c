export const INVENTORY_FORMATS = [
  'hostward',
  'ansible-ini',
  'ansible-yaml',
  'ansible-json',
  'ssh-config',
  'list',
] as const;
export type InventoryFormat = (typeof INVENTORY_FORMATS)[number];
