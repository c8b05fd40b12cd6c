import check from '../../../checks/kernel/metadata-age.ts';
import { dpkg, LISTS, PACKAGES, rpm, statLine } from '../../support/kernel-given.ts';
import { testCheck } from '../../support/test-check.ts';

const STAMP = 'stat:/var/lib/apt/periodic/update-success-stamp';
const at = (path: string, modifiedAt: number) => statLine(path, { modifiedAt });
const YESTERDAY = 1767225600;
const LAST_YEAR = 1735689600;

testCheck(check, {
  pass: [
    {
      name: 'a stamp of yesterday beside an old folder',
      given: {
        [PACKAGES]: dpkg('linux-image-amd64 1'),
        [LISTS]: at('/var/lib/apt/lists', LAST_YEAR),
        [STAMP]: at('/var/lib/apt/periodic/update-success-stamp', YESTERDAY),
      },
    },
    {
      name: 'dnf',
      given: {
        [PACKAGES]: rpm('kernel 1-1'),
        'stat:/var/cache/dnf/*/repodata/repomd.xml': at(
          '/var/cache/dnf/baseos-1/repodata/repomd.xml',
          YESTERDAY,
        ),
      },
    },
    {
      name: 'as old as it may be',
      given: {
        [PACKAGES]: dpkg('linux-image-amd64 1'),
        [LISTS]: at('/var/lib/apt/lists', LAST_YEAR),
      },
      params: { maxAgeDays: 366 },
    },
  ],
  fail: [
    {
      name: 'a year old',
      given: { [PACKAGES]: dpkg('x 1'), [LISTS]: at('/var/lib/apt/lists', LAST_YEAR) },
      because: ['package lists: fetched 366 days ago (/var/lib/apt/lists)'],
    },
    {
      name: 'never',
      given: { [PACKAGES]: 'manager apk\nP:linux-lts\nV:6.6.63-r0\n' },
      because: ['package lists: never fetched'],
    },
  ],
  notApplicable: [{ name: 'an image without packages', given: { [PACKAGES]: 'manager none\n' } }],
});
