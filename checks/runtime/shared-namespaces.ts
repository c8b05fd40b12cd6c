import {
  defineCheck,
  fail,
  joinedNamespaces,
  manual,
  notApplicable,
  pass,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'runtime.shared-namespaces',
  area: 'runtime',
  title: 'Containers do not join the namespaces of containers of other projects',
  severity: 'medium',
  level: 2,
  rationale:
    'In the network of another container it reaches what listens on loopback there; in its processes it signals and traces them: who takes over one has both.',
  remedy:
    'Create it anew without `--network`, `--pid` or `--ipc` set to `container:…`; let them talk over a network of their own.',
  references: ['nist-800-190:4.4.2'],
  tags: ['containers', 'namespaces'],
  needs: { namespaces: required(joinedNamespaces) },
  evaluate({ namespaces: { containers, joined } }) {
    if (containers === 0) return notApplicable('no container is running');
    const [first, ...rest] = joined
      .filter(({ sameProject }) => sameProject === false)
      .map(({ container, other, kinds }) => ({
        subject: `container ${container}`,
        expected: 'namespaces of its own project',
        actual: `${kinds.join(', ')} of ${other}`,
      }));
    if (first !== undefined) return fail(first, ...rest);
    const unsure = joined.filter(({ sameProject }) => sameProject === undefined);
    if (unsure.length > 0) {
      const pairs = unsure.map(
        ({ container, other, kinds }) => `${container} shares ${kinds.join(', ')} of ${other}`,
      );
      return manual(`${pairs.slice(0, 5).join('; ')}: is this meant?`);
    }
    return pass(
      joined.length === 0
        ? 'no container joins another'
        : `${joined.length} containers join others of their project`,
    );
  },
});
