import {
  defineCheck,
  filesText,
  fileText,
  loadedModules,
  notApplicable,
  orAbsent,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'modules.hidden-modules',
  area: 'modules',
  title: 'No module hides from the list of modules',
  severity: 'high',
  level: 2,
  rationale:
    'Rootkits take themselves off the list that lsmod shows, and often forget /sys/module.',
  remedy:
    'Take the host off the network, keep its memory for examination, and install it anew from trusted media.',
  references: ['kernel-doc:ABI/stable/sysfs-module'],
  tags: ['modules', 'rootkit'],
  needs: {
    loaded: orAbsent(loadedModules),
    sysfs: required(fileText('/sys/kernel/uevent_seqnum')),
    states: required(filesText('/sys/module/*/initstate')),
  },
  evaluate({ loaded, states }) {
    if (loaded === undefined) return notApplicable('the kernel is built without loadable modules');
    // What comes or goes while it is read is not live.
    const live = states.filter(({ content }) => content.trim() === 'live');
    const hidden = live
      .map(({ path }) => path.split('/')[3] ?? path)
      .filter((name) => !loaded.has(name.replaceAll('-', '_')));
    return passUnless(
      hidden.map((name) => ({
        subject: `module ${name}`,
        expected: 'in /proc/modules',
        actual: 'live in /sys/module only',
      })),
      `all ${live.length} modules of /sys/module are in /proc/modules`,
    );
  },
});
