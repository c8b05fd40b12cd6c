import {
  type AnyCheck,
  type DockerTlsKey,
  defineCheck,
  dockerTlsFiles,
  type Mismatch,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
} from '../../src/index.ts';

interface Row {
  readonly id: string;
  readonly key: DockerTlsKey;
  readonly title: string;
  readonly severity: 'critical' | 'medium';
  readonly most: number;
  readonly rationale: string;
  readonly sections: readonly string[];
}

const TRUST = 'Whoever can replace it decides which clients the daemon trusts.';

const rows: readonly Row[] = [
  {
    id: 'daemon.tls-ca',
    key: 'tlscacert',
    title: 'The file of tlscacert belongs to root and nobody else can change it',
    severity: 'medium',
    most: 0o644,
    rationale: TRUST,
    sections: ['3.9', '3.10'],
  },
  {
    id: 'daemon.tls-certificate',
    key: 'tlscert',
    title: 'The file of tlscert belongs to root and nobody else can change it',
    severity: 'medium',
    most: 0o644,
    rationale: TRUST,
    sections: ['3.11', '3.12'],
  },
  {
    id: 'daemon.tls-key',
    key: 'tlskey',
    title: 'The file of tlskey belongs to root and nobody else can read it',
    severity: 'critical',
    most: 0o600,
    rationale: 'Whoever can read the key can pose as the daemon to every client.',
    sections: ['3.13', '3.14'],
  },
];

const checks: readonly AnyCheck[] = rows.map(({ key, most, sections, ...meta }) =>
  defineCheck({
    ...meta,
    area: 'daemon',
    level: 1,
    remedy: `\`chown root:root\` the file and \`chmod ${octal(most)}\` it.`,
    references: sections.flatMap((s) => [`cis-docker-1.6:${s}`, `docker-bench:${s}`]),
    tags: ['docker', 'files', 'tls'],
    needs: { files: orAbsent(dockerTlsFiles(key)) },
    evaluate({ files }) {
      if (files === undefined) return notApplicable('dockerd does not use TLS');
      const wrong = files.flatMap(({ path, stat }): Mismatch[] => {
        const subject = `${key} ${path}`;
        if (stat === undefined) {
          return [{ subject, expected: 'a file', actual: 'does not exist' }];
        }
        const { uid, gid, mode, owner, group } = stat;
        return [
          ...(uid === 0 ? [] : [{ subject: `${subject} owner`, expected: 'root', actual: owner }]),
          ...(gid === 0 ? [] : [{ subject: `${subject} group`, expected: 'root', actual: group }]),
          ...((mode & ~most) === 0
            ? []
            : [
                {
                  subject: `${subject} mode`,
                  expected: `${octal(most)} or stricter`,
                  actual: octal(mode),
                },
              ]),
        ];
      });
      return passUnless(wrong, files.map(({ path }) => path).join(', '));
    },
  }),
);

export default checks;
