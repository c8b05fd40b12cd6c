import { hostname, release } from 'node:os';
import type { Evidence } from '../../src/model/evidence.ts';

/** The machine that recorded it says where it was built and kept; nothing of that is anybody's evidence. */
const TOLD: readonly (readonly [RegExp | string, string])[] = [
  [release(), `${release().split('-')[0]}-generic`],
  [/builder@[\w.-]+/g, 'builder@build'],
  [/-by-farm/g, ''],
  [/\/tmp\/(docker-engine|hostward)-\w+/g, '/tmp/$1'],
  [/\/tmp\/proof\b/g, '/srv'],
];

/** Evidence without the names of the machine that recorded it. */
export function scrubbed(evidence: Evidence): Evidence {
  let text = JSON.stringify(evidence.records);
  for (const [from, to] of TOLD) text = text.replaceAll(from, to);
  const own = hostname();
  const records = JSON.parse(text);
  const node = records['text:/proc/sys/kernel/hostname'];
  if (node !== undefined) node.stdout = node.stdout.replace(own, "host");
  const { image, ...rest } = evidence;
  return {
    ...rest,
    ...(image === undefined ? {} : { image: { ...image, path: `/srv/${evidence.host.name}` } }),
    host: { ...evidence.host, address: image === undefined ? 'local' : 'image' },
    records,
  };
}
