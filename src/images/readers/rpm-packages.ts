import type { ImageRoot } from '../image-root.ts';
import { RpmDatabaseTrouble, readRpmDatabase } from '../rpm-database.ts';
import { textOf, UnsupportedImage } from './image-reader.ts';

/** Forms that are not read: ndb of SUSE, Berkeley DB of RHEL 8 and before. */
const OTHER_RPM = { 'Packages.db': 'ndb', Packages: 'Berkeley DB' } as const;
/** Of a system with four thousand packages. */
const RPM_BYTES = 192 * 1024 * 1024;

/**
 * Lines as rpm's own query prints them; undefined where the folder has no database.
 * @throws UnsupportedImage
 */
export async function rpmLines(
  root: ImageRoot,
  folder: string,
): Promise<readonly string[] | undefined> {
  for (const [name, form] of Object.entries(OTHER_RPM)) {
    if (!('trouble' in (await root.find(`${folder}/${name}`)))) {
      throw new UnsupportedImage(
        `the rpm database ${folder}/${name} is in the form of ${form}, which only rpm itself reads; \`rpm --rebuilddb\` makes the one that is read, where rpm is 4.16 or later`,
      );
    }
  }
  const path = `${folder}/rpmdb.sqlite`;
  const found = await root.find(path);
  if ('trouble' in found && /No such file|Not a directory/.test(found.trouble)) return undefined;
  try {
    const installed = await readRpmDatabase(await databaseAt(root, path));
    return installed.map(
      ({ name, epoch, version, release, installedAt, architecture = '(none)' }) =>
        `${name}|${epoch}:${version}-${release}|${installedAt}|${architecture}`,
    );
  } catch (error) {
    if (!(error instanceof RpmDatabaseTrouble)) throw error;
    throw new UnsupportedImage(`the rpm database ${path}: ${error.message}`);
  }
}

/** @throws RpmDatabaseTrouble */
async function databaseAt(root: ImageRoot, path: string): Promise<Buffer> {
  const journal = await root.find(`${path}-wal`);
  if ('inode' in journal && journal.inode.bytes > 0) {
    throw new RpmDatabaseTrouble('its last changes are in a journal beside it, which is not read');
  }
  const file = await textOf(root, path, RPM_BYTES);
  if (file === undefined) throw new RpmDatabaseTrouble('it is no file that may be read');
  if (file.cut) throw new RpmDatabaseTrouble(`it is longer than ${RPM_BYTES / 1024 / 1024} MiB`);
  return Buffer.from(file.text, 'latin1');
}
