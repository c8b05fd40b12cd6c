import { hostname, release } from 'node:os';
import type { Bytes, Evidence, Recorded } from '../../src/model/evidence.ts';

/** The machine that recorded it says where it was built and kept; nothing of that is anybody's evidence. */
const TOLD: readonly (readonly [RegExp | string, string])[] = [
  [release(), `${release().split('-')[0]}-generic`],
  [/builder@[\w.-]+/g, 'builder@build'],
];

/** Evidence without the names of the machine that recorded it. */
export function scrubbed(evidence: Evidence): Evidence {
  const records = Object.entries(evidence.records).map(([key, record]): [string, Recorded] => [
    key,
    { ...record, stdout: plain(record.stdout), stderr: plain(record.stderr) },
  ]);
  const { image, ...rest } = evidence;
  return {
    ...rest,
    ...(image === undefined ? {} : { image: { ...image, path: `/srv/${evidence.host.name}` } }),
    host: { ...evidence.host, address: image === undefined ? 'local' : 'image' },
    records: Object.fromEntries(records),
  };
}

function plain(bytes: Bytes): Bytes {
  if (typeof bytes !== 'string') return bytes;
  let text = bytes;
  for (const [from, to] of TOLD) text = text.replaceAll(from, to);
  return text === `${hostname()}\n` ? 'host\n' : text;
}
