import checks from '../../../checks/image/scanner.ts';
import { DENIED, type Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE, processes, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const running: Given = { 'processes:': processes({ name: 'dockerd', args: ['dockerd'] }) };
const TRIVY = '/usr/local/bin/trivy';

testCheck(checkIn(checks, 'image.scanner-present'), {
  pass: [{ name: 'Trivy', given: { [`stat:${TRIVY}`]: statLine(TRIVY, '755'), ...running } }],
  fail: [] as never,
  notApplicable: [{ name: 'no engine', given: IDLE }],
  manual: [{ name: 'none', given: running }],
  unknown: [
    {
      name: 'a place that may not be looked into',
      given: { ...running, 'stat:/root/.docker/cli-plugins/docker-scout': DENIED },
    },
  ],
});

const DB = '/root/.cache/trivy/db/metadata.json';
const written = (day: string): Given => ({
  [`stat:${DB}`]: `600|0|0|root|root|regular file|9|${Date.parse(day) / 1000}|${DB}\n`,
});

testCheck(checkIn(checks, 'image.scanner-freshness'), {
  pass: [
    { name: 'new', given: written('2025-12-30') },
    { name: 'old, by the limit', given: written('2025-12-03'), params: { days: 30 } },
  ],
  fail: [{ name: 'old', given: written('2025-12-03'), because: [`${DB}: 30 days old`] }],
  notApplicable: [{ name: 'none', given: {} }],
});
