import {
  cgroupMode,
  defineCheck,
  notApplicable,
  passUnless,
  releaseAgents,
  required,
} from '../../src/index.ts';

/** What init systems set on the hierarchy that they only use to follow processes. */
const OF_INIT: Readonly<Record<string, RegExp>> = {
  systemd: /^(?:\/usr)?\/lib\/systemd\/systemd-cgroups-agent$/,
  elogind: /^(?:\/usr)?\/lib(?:exec)?\/elogind\/elogind-cgroups-agent$/,
  openrc: /^(?:\/usr)?\/lib(?:exec)?\/rc\/sh\/cgroup-release-agent\.sh$/,
};

export default defineCheck({
  id: 'cgroup.release-agent',
  area: 'cgroup',
  title: 'No program starts on the host when a control group empties',
  severity: 'high',
  level: 1,
  rationale:
    'The agent runs as root of the host: the classic way out of a privileged container, and a sign that someone has taken it.',
  remedy:
    "Find out who wrote it, then `printf '' > FILE`; boot with control groups of version 2, which have no agent.",
  references: ['kernel-doc:admin-guide/cgroup-v1/cgroups.rst', 'cve:CVE-2022-0492'],
  tags: ['cgroup', 'escape'],
  needs: { mode: required(cgroupMode), agents: required(releaseAgents) },
  evaluate({ mode, agents }) {
    if (mode.legacy.length === 0) return notApplicable('no version 1 hierarchy is mounted');
    const foreign = agents.filter(
      ({ hierarchy, agent }) => OF_INIT[hierarchy]?.test(agent) !== true,
    );
    return passUnless(
      foreign.map(({ path, agent }) => ({ subject: path, expected: 'empty', actual: agent })),
      agents.length === 0
        ? `no agent in ${mode.legacy.length} hierarchies`
        : agents.map(({ path, agent }) => `${path}: ${agent}`).join(', '),
    );
  },
});
