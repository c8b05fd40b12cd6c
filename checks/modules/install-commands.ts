import { defineCheck, doesNothing, modprobeConfig, passUnless, required } from '../../src/index.ts';

/**
 * What distributions put there themselves: nothing at all, or modprobe once more with what goes along.
 * Only plain words may stand beside it.
 */
const MODPROBE = /^(?:\/usr)?(?:\/s?bin\/)?modprobe(?: +[\w./=,:$-]+)*$/;

/** `modprobe … && { modprobe … || : ; }`, as kmod's own manual and distributions write it. */
const isKnown = (command: string): boolean =>
  doesNothing(command) ||
  command
    .replace(/[{}]|2?>\s*\/dev\/null|2>&1/g, ' ')
    .split(/&&|\|\||;/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .every((part) => doesNothing(part) || MODPROBE.test(part));

export default defineCheck({
  id: 'modules.install-commands',
  area: 'modules',
  title: 'Install and remove lines in modprobe.d run known programs only',
  severity: 'high',
  level: 1,
  rationale:
    'modprobe runs such a command as root whenever the module is asked for: a place to hide that few look at.',
  remedy: 'Find out which package or person wrote the line, and remove it.',
  references: ['man:modprobe.d(5)'],
  tags: ['modules', 'persistence'],
  needs: { config: required(modprobeConfig) },
  evaluate({ config }) {
    const commands = config.filter(({ keyword }) => keyword === 'install' || keyword === 'remove');
    return passUnless(
      commands
        .filter(({ rest }) => !isKnown(rest))
        .map(({ keyword, module, rest, source }) => ({
          subject: `${keyword} ${module} (${source})`,
          expected: 'false, true or modprobe',
          actual: rest === '' ? 'no command' : rest.slice(0, 200),
        })),
      `none of ${commands.length} install and remove lines runs anything else`,
    );
  },
});
