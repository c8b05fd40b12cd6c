import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { observer } from '../../../src/engine/observe.ts';
import { settingAtBoot, sysctlFiles } from '../../../src/probes/sysctl/sysctl-files.ts';
import { evidenceOf } from '../systems.ts';

/** As systemd puts the files together: a later line wins. */
const SETTINGS = new Map(
  readFileSync(join(import.meta.dirname, 'sysctl-debian-12-hardened.conf'), 'utf8')
    .split('\n')
    .filter((line) => /^[^#-].*=/.test(line))
    .map((line): readonly [string, string] => {
      const [key = '', value = ''] = line.split('=', 2);
      return [key.trim().replaceAll('.', '/'), value.trim()];
    }),
);

it('puts the files of sysctl.d together as systemd does', () => {
  const files = observer(evidenceOf('debian-12-hardened').records)(sysctlFiles);
  if (files.state !== 'value') throw new Error(files.reason);
  const ours = [...SETTINGS.keys()].map((key) => [key, settingAtBoot(files.value, key)?.value]);
  expect(ours.length).toBeGreaterThan(20);
  expect(ours).toEqual([...SETTINGS]);
});
