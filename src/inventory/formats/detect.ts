import { openDocument } from '../../yaml/document.ts';
import { MARKS } from '../ansible/yaml.ts';
import type { InventoryFormat } from './names.ts';

const SECTION = /^\[[^\]:\s]+(:(hosts|vars|children))?\]\s*([#;].*)?$/;
const KEYWORD = /^(?:host|match|include)(?:\s*=\s*|\s+)\S/im;
const ASSIGNMENT = /^\s*[^\s#;]+\s+[A-Za-z_]\w*=/m;

/** Which format a text is in, by what stands in it. */
export function detectFormat(text: string, fileName: string): InventoryFormat {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !/^[#;]/.test(line)) ?? '';
  if (SECTION.test(first)) return 'ansible-ini';
  if (KEYWORD.test(first)) return 'ssh-config';
  if (first === '---' || /^\{|^[^\s@[\]]+:(\s|$)/.test(first))
    return detectYaml(text, fileName, first);
  if (ASSIGNMENT.test(text) || lines.some((line) => SECTION.test(line))) return 'ansible-ini';
  // A file with a mistake in it is ours rather than anybody's: the reader then says what is wrong.
  return lines.every((line) => /^$|^[#;]|^\S+(\s+#.*)?$/.test(line)) ? 'list' : 'hostward';
}

function detectYaml(text: string, fileName: string, first: string): InventoryFormat {
  if (isHostward(text, fileName)) return 'hostward';
  return first.startsWith('{') ? 'ansible-json' : 'ansible-yaml';
}

/** Ours says its version, and Ansible has no group that is called so. */
function isHostward(text: string, fileName: string): boolean {
  if (/^(version|policy|defaults):/m.test(text)) return true;
  const { value } = openDocument(text, fileName, MARKS);
  if (typeof value !== 'object' || value === null) return true;
  if ('version' in value) return true;
  return !Object.values(value).every(isAnsibleGroup);
}

function isAnsibleGroup(value: unknown): boolean {
  if (value === null || Array.isArray(value)) return true;
  if (typeof value !== 'object') return false;
  return Object.keys(value).every((key) => /^(hosts|vars|children|hostvars)$/.test(key));
}
