import {
  anyEngine,
  defineCheck,
  moduleExposures,
  notApplicable,
  orAbsent,
  pass,
  passUnless,
} from '../../src/index.ts';

const WITHOUT = 'the kernel is built without loadable modules';
const NO_ENGINE = 'no container engine is on this host';

const overlay = defineCheck({
  id: 'modules.overlayfs',
  area: 'modules',
  title: 'The overlay module is available on container hosts',
  severity: 'low',
  level: 1,
  rationale:
    'Some benchmarks have it blocked; without it engines fall back to slower or less safe storage, or stop.',
  remedy: 'Remove `install overlay` and `blacklist overlay` lines from /etc/modprobe.d.',
  references: ['man:modprobe.d(5)'],
  tags: ['modules', 'containers'],
  needs: { engine: orAbsent(anyEngine), modules: orAbsent(moduleExposures(['overlay'])) },
  evaluate({ engine, modules }) {
    if (engine === undefined) return notApplicable(NO_ENGINE);
    if (modules === undefined) return notApplicable(WITHOUT);
    const state = modules[0]?.state;
    if (state === 'loaded' || state === 'builtIn' || state === 'loadable')
      return pass(state === 'loadable' ? 'overlay can be loaded' : 'overlay is there');
    const why = {
      refused: 'an install line refuses it',
      blacklisted: 'blacklisted',
      sealed: 'not loaded, and the kernel loads nothing more',
      missing: 'not installed',
    };
    return passUnless(
      [
        {
          subject: 'module overlay',
          expected: 'loaded, or loadable',
          actual: state === undefined ? 'not installed' : why[state],
        },
      ],
      '',
    );
  },
});

export default overlay;
