/** What is told of a package that rpm installed. */
export interface RpmPackage {
  readonly name: string;
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
  /** Seconds since 1970. */
  readonly installedAt: number;
  readonly architecture: string | undefined;
}

/** Tags and types of rpm's own list, rpmtag.h. */
const NAME = 1000;
const VERSION = 1001;
const RELEASE = 1002;
const EPOCH = 1003;
const INSTALLED_AT = 1008;
const ARCHITECTURE = 1022;
const INT32 = 4;
const STRING = 6;

const ENTRY_BYTES = 16;
const LONGEST_TEXT = 512;
/** Nothing else stands in names, versions and architectures; what forges a line or a field does not pass. */
const WORD = /^[\w.+~^-]+$/;

/**
 * Reads a header as the database keeps it: two counts, the index, the data that it points into.
 * Every offset is held against the bytes that there are. Undefined for what is no header of a package.
 */
export function readRpmHeader(blob: Buffer): RpmPackage | undefined {
  if (blob.length < 8) return undefined;
  const entries = blob.readUInt32BE(0);
  const dataStart = 8 + entries * ENTRY_BYTES;
  if (dataStart + blob.readUInt32BE(4) !== blob.length) return undefined;
  const data = blob.subarray(dataStart);
  const index = indexOf(blob.subarray(8, dataStart));
  const name = textAt(data, index.get(NAME));
  const version = textAt(data, index.get(VERSION));
  const release = textAt(data, index.get(RELEASE));
  const epoch = index.has(EPOCH) ? numberAt(data, index.get(EPOCH)) : 0;
  const installedAt = numberAt(data, index.get(INSTALLED_AT));
  const architecture = textAt(data, index.get(ARCHITECTURE));
  if (name === undefined || version === undefined || release === undefined) return undefined;
  if (epoch === undefined || installedAt === undefined) return undefined;
  // Imported keys have no architecture; what cannot be read is not the same as none.
  if (index.has(ARCHITECTURE) && architecture === undefined) return undefined;
  return { name, epoch, version, release, installedAt, architecture };
}

interface Entry {
  readonly type: number;
  readonly offset: number;
}

/** Of two entries of one tag the first counts, as rpm itself finds it. */
function indexOf(bytes: Buffer): ReadonlyMap<number, Entry> {
  const index = new Map<number, Entry>();
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
    const tag = bytes.readUInt32BE(at);
    if (index.has(tag)) continue;
    index.set(tag, { type: bytes.readUInt32BE(at + 4), offset: bytes.readUInt32BE(at + 8) });
  }
  return index;
}

function textAt(data: Buffer, entry: Entry | undefined): string | undefined {
  if (entry?.type !== STRING) return undefined;
  const longest = data.subarray(entry.offset, entry.offset + LONGEST_TEXT);
  const end = longest.indexOf(0);
  const text = longest.toString('latin1', 0, Math.max(0, end));
  return WORD.test(text) ? text : undefined;
}

function numberAt(data: Buffer, entry: Entry | undefined): number | undefined {
  if (entry?.type !== INT32 || entry.offset + 4 > data.length) return undefined;
  return data.readUInt32BE(entry.offset);
}
