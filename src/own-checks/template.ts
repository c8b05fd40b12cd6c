import { AREAS } from '../model/check.ts';
import { UsageError } from '../model/errors.ts';
import { quoted } from '../model/quoted.ts';
import { CHECK_ID } from './schema.ts';

/** A file to write. */
export interface TemplateFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A new check that runs as it is, with its test.
 * @throws UsageError when the id is none.
 */
export function templateFiles(id: string, kind: 'yaml' | 'typescript'): readonly TemplateFile[] {
  if (!CHECK_ID.test(id)) {
    throw new UsageError(
      `${quoted(id)} is no id of a check; expected two words or more: site.motd-owner`,
    );
  }
  const words = Object.keys(AREAS);
  const [first = ''] = id.split('.');
  const area = words.includes(first) ? first : 'files';
  return kind === 'yaml'
    ? [{ name: `${id}.yaml`, text: yamlTemplate(id, area) }]
    : [
        { name: `${id}.mts`, text: moduleTemplate(id, area) },
        { name: `${id}.test.mts`, text: testTemplate(id) },
      ];
}

const yamlTemplate = (id: string, area: string): string => `\
# yaml-language-server: $schema=./check.schema.json     (hostward schema check > check.schema.json)
version: 1
checks:
  - id: ${id}
    area: ${area}
    title: The message of the day belongs to root and nobody else can change it
    severity: medium
    rationale: Who can write what every login prints can send people where they should not go.
    remedy: chown root:root /etc/motd && chmod 644 /etc/motd
    tags: [site]

    # Where one of these does not hold, the check does not apply.
    onlyIf:
      - path: /etc/motd
        exists: true

    # All of these must hold; \`hostward schema check\` tells what can be asked.
    require:
      - path: /etc/motd
        mode: "0644"
        owner: root

    # What \`hostward checks test ${id}.yaml\` tries.
    cases:
      pass:
        - name: as distributions have it
          given:
            stat:/etc/motd: "644|0|0|root|root|regular file|286|1700000000|/etc/motd"
      fail:
        - name: writable by everyone
          given:
            stat:/etc/motd: "666|0|0|root|root|regular file|286|1700000000|/etc/motd"
          because:
            - "/etc/motd: mode 0666, owner root, group root"
      notApplicable:
        - name: there is none
          given: {}
`;

const moduleTemplate = (id: string, area: string): string => `\
import { defineCheck, fileText, orAbsent, pass, passUnless } from "hostward";

export default defineCheck({
  id: "${id}",
  area: "${area}",
  title: "The message of the day names no version",
  severity: "low",
  level: 1,
  rationale: "Who reads the version of a system before logging in knows which attacks fit.",
  remedy: "Take words like \\\\r and \\\\v, and numbers of releases, out of /etc/motd.",
  references: [],
  tags: ["site"],
  needs: { motd: orAbsent(fileText("/etc/motd")) },
  evaluate: ({ motd }) => {
    if (motd === undefined) return pass("there is no /etc/motd");
    const line = motd.split("\\n").find((each) => /\\d+\\.\\d+/.test(each));
    const mismatches =
      line === undefined
        ? []
        : [{ subject: "/etc/motd", expected: "no number of a release", actual: line.trim() }];
    return passUnless(mismatches, "/etc/motd names no version");
  },
});
`;

const testTemplate = (id: string): string => `\
import { test } from "node:test";
import { checkCases } from "hostward/testing";
import check from "./${id}.mts";

const cases = checkCases(check, {
  pass: [
    { name: "words alone", given: { "text:/etc/motd": "Welcome.\\n" } },
    { name: "no such file", given: {} },
  ],
  fail: [
    {
      name: "a release",
      given: { "text:/etc/motd": "Welcome to Debian 12.5\\n" },
      because: ["/etc/motd: Welcome to Debian 12.5"],
    },
  ],
});

for (const { name, run } of cases) test(name, run);
`;
