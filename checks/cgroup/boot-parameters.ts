import { bootRemedy, defineCheck, passUnless, required, unwantedWords } from '../../src/index.ts';

/** Raspberry Pi OS writes `cgroup_disable=memory` in its firmware; a later `cgroup_enable=memory` counts. */
const words = unwantedWords('cgroup', [
  {
    name: 'systemd.unified_cgroup_hierarchy',
    values: /^(0|no|n|false|f|off)$/i,
    expected: 'not set',
  },
  { name: 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE', values: /^1$/, expected: 'not set' },
  {
    name: 'cgroup_disable',
    values: /(^|,)(memory|pids)(,|$)/,
    each: true,
    expected: 'neither memory nor pids',
  },
]);

export default defineCheck({
  id: 'cgroup.boot-parameters',
  area: 'cgroup',
  title: 'No word of the kernel command line takes control groups away from containers',
  severity: 'medium',
  level: 1,
  rationale:
    'Without the memory or pids controller no limit of a container holds; version 1 brings release agents back.',
  remedy: bootRemedy([
    'systemd.unified_cgroup_hierarchy',
    'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE',
    'cgroup_disable',
  ]),
  references: ['kernel-doc:admin-guide/kernel-parameters.txt', 'man:systemd(1)'],
  tags: ['cgroup', 'boot'],
  needs: { found: required(words) },
  evaluate: ({ found }) => passUnless(found.mismatches, `not ${found.lookedAt}`),
});
