/** A change that settles a check, as data: it can be written as a script, a playbook or a file. */
export type Repair =
  | { readonly kind: 'sysctl'; readonly key: string; readonly value: string }
  /** Modules that must neither be loaded by name nor by alias. */
  | { readonly kind: 'modules'; readonly names: readonly string[] }
  /** Lines of sshd_config(5), to stand before all others. */
  | { readonly kind: 'sshd'; readonly lines: readonly string[] };
