import {
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  sudoEngineRules,
} from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.sudoers-docker',
  area: 'daemon',
  title: 'sudo lets nobody but administrators run clients of container engines as they like',
  severity: 'critical',
  level: 1,
  rationale:
    'With `docker run -v /:/host` the rule for one command is one for all of them: whoever has it is root, and no log of sudo shows what they did.',
  remedy:
    'Remove the rule with `visudo`; offer a script with fixed arguments, owned by root, in its place.',
  references: ['docker:engine/security/#docker-daemon-attack-surface'],
  tags: ['docker', 'podman', 'sudo'],
  needs: { rules: orAbsent(sudoEngineRules) },
  evaluate: ({ rules }) =>
    rules === undefined
      ? notApplicable('there is no /etc/sudoers')
      : passUnless(
          rules.map(({ who, command, path }) => ({
            subject: `${path}: ${who}, ${command}`,
            expected: 'no rule for a client of an engine',
            actual: 'any arguments as root',
          })),
          'no rule of sudo hands out an engine',
        ),
});
