import { spawnSync } from 'node:child_process';

/** Where Debian's openscap-common keeps the schemas of the SCAP formats. */
export const SCAP_SCHEMAS = '/usr/share/openscap/schemas';

/** What xmllint has against a document, a line each. */
export function schemaErrors(xml: string, schema: string): readonly string[] {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
  });
  return status === 0 ? [] : stderr.trim().split('\n');
}
