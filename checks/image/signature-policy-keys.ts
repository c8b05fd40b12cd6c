import {
  defineCheck,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  policyKeyFiles,
} from '../../src/index.ts';

export default defineCheck({
  id: 'image.signature-policy-keys',
  area: 'image',
  title: 'Keys that the signature policy trusts belong to root and nobody else can change them',
  severity: 'high',
  level: 1,
  rationale:
    'Whoever can replace a key signs images of their own, and the policy takes them for the registry’s.',
  remedy: '`chown root:root PATH` and `chmod 0644 PATH`; restore a key that is missing.',
  references: ['containers-policy.json(5)'],
  tags: ['podman', 'crio', 'signatures', 'files'],
  needs: { keys: orAbsent(policyKeyFiles) },
  evaluate({ keys }) {
    if (keys === undefined) return notApplicable('no signature policy names a key');
    return passUnless(
      keys.flatMap(({ path, file }) => {
        if (file === undefined) {
          return [{ subject: path, expected: 'a key', actual: 'not there' }];
        }
        const { uid, mode, owner } = file;
        return [
          ...(uid === 0
            ? []
            : [{ subject: `${path} owner`, expected: 'root', actual: `${owner} (${uid})` }]),
          ...((mode & 0o022) === 0
            ? []
            : [{ subject: `${path} mode`, expected: '0644 or stricter', actual: octal(mode) }]),
        ];
      }),
      `${keys.length} keys`,
    );
  },
});
