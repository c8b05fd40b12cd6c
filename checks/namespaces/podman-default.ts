import {
  configValue,
  defineCheck,
  notApplicable,
  orAbsent,
  passUnless,
  podmanConfig,
} from '../../src/index.ts';

export default defineCheck({
  id: 'namespaces.podman-default',
  area: 'namespaces',
  title: 'Podman gives containers of root a user namespace of their own',
  severity: 'low',
  level: 2,
  rationale: 'Unless it is told, root’s Podman maps root of a container to root of the host.',
  remedy: `Set userns = "auto" in [containers] in a file of /etc/containers/containers.conf.d, and give the user containers a range in /etc/subuid and /etc/subgid.`,
  references: ['containers.conf(5):userns'],
  tags: ['podman'],
  needs: { config: orAbsent(podmanConfig) },
  evaluate({ config: layers }) {
    if (layers === undefined) return notApplicable('Podman is not on this host');
    const set = configValue(layers, ['containers', 'userns']);
    const mode = typeof set?.value === 'string' && set.value !== '' ? set.value : 'host';
    return passUnless(
      /^(auto|keep-id|nomap|private)(:|$)/.test(mode)
        ? []
        : [
            {
              subject: 'Podman userns',
              expected: 'auto, keep-id, nomap or private',
              actual: set === undefined ? 'host, the default' : `${mode}, set by ${set.path}`,
            },
          ],
      `userns is ${mode}`,
    );
  },
});
