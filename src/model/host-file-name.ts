/** A file name for a host, one of its own: what is no letter, digit, dot, dash or underscore is percent-encoded. */
export function hostFileName(host: string): string {
  const safe = host.replace(/[^\w.-]/g, (c) => `%${(c.codePointAt(0) ?? 0).toString(16)}`);
  return safe.replace(/^\./, '%2e');
}
