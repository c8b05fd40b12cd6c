import { type Cases, DENIED, type Given, NOT_BOOTED } from '../../../src/testing/check-cases.ts';

const FILE = '/etc/sysctl.d/99-x.conf';

/** A host that systemd runs, with one file of sysctls. */
export function booted(lines: string, running: Given): Given {
  return {
    ...running,
    'stat:/run/systemd/system': '755|0|0|root|root|directory|400|1700000000|/run/systemd/system\n',
    'text:/etc/sysctl.d/*.conf': lines
      .split('\n')
      .map((line) => `${FILE}:${line}\n`)
      .join(''),
  };
}

/** An image: it has files, and nothing runs. */
export function image(lines: string, unread: readonly string[]): Given {
  return {
    ...booted(lines, {}),
    'text:/proc/self/status': NOT_BOOTED,
    'text:/proc/cmdline': NOT_BOOTED,
    ...Object.fromEntries(unread.map((key) => [key, NOT_BOOTED])),
  };
}

/** What a row says of one key, in the words of the test. */
export interface RowCases {
  readonly key: string;
  readonly path: string;
  readonly good: string;
  readonly bad: string;
  /** The kernel's own value, where it would be wrong after a reboot. */
  readonly lost?: string;
  /** Set when the lack of the key is a failure. */
  readonly mustExist?: true;
}

export function rowCases(row: RowCases): Cases<undefined> {
  const { key, good, bad, lost } = row;
  const reading = `text:/proc/sys/${row.path}`;
  const absent = { name: 'the kernel has no such key', given: booted('', {}) };
  return {
    pass: [
      { name: 'good now, and set', given: booted(`${key} = ${good}`, { [reading]: `${good}\n` }) },
      { name: 'an image that sets it', given: image(`${key} = ${good}`, [reading]) },
      ...(lost === undefined
        ? [
            {
              name: 'good now, and left to the kernel',
              given: booted('', { [reading]: `${good}\n` }),
            },
          ]
        : []),
    ],
    fail: [
      {
        name: 'wrong now, and not set',
        given: booted('', { [reading]: `${bad}\n` }),
        because: [`${key}: ${shown(bad)}`],
      },
      {
        name: 'wrong now, although set',
        given: booted(`${key} = ${good}`, { [reading]: `${bad}\n` }),
        because: [`${key}: ${shown(bad)}, although ${FILE}:1 sets ${shown(good)}`],
      },
      {
        name: 'good now, wrong after a reboot',
        given: booted(`# x\n${key}=${bad}`, { [reading]: `${good}\n` }),
        because: [`${key} after a reboot: ${shown(bad)}, set by ${FILE}:2`],
      },
      {
        name: 'wrong now and after a reboot',
        given: booted(`${key}=${bad}`, { [reading]: `${bad}\n` }),
        because: [
          `${key}: ${shown(bad)}`,
          `${key} after a reboot: ${shown(bad)}, set by ${FILE}:1`,
        ],
      },
      {
        name: 'wrong now, whatever files say that may not be read',
        given: { ...booted('', { [reading]: `${bad}\n` }), 'text:/etc/sysctl.d/*.conf': DENIED },
        because: [`${key}: ${shown(bad)}`],
      },
      ...(lost === undefined
        ? []
        : [
            {
              name: 'good now, lost at a reboot',
              given: booted('', { [reading]: `${good}\n` }),
              because: [
                `${key} after a reboot: ${lost}, the kernel's default: no file sets it (as systemd-sysctl reads them)`,
              ] as const,
            },
          ]),
      ...(row.mustExist
        ? [{ ...absent, because: [`${key}: this kernel has no such key`] as const }]
        : []),
    ],
    notApplicable: row.mustExist ? [] : [absent],
    unknown: [
      { name: 'the key may not be read', given: booted('', { [reading]: DENIED }) },
      {
        name: 'the files may not be read',
        given: { ...booted('', { [reading]: `${good}\n` }), 'text:/etc/sysctl.d/*.conf': DENIED },
      },
    ],
  };
}

const shown = (text: string): string => (text === '' ? '(empty)' : text);
