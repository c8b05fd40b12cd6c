import {
  commandLinesDiffer,
  defineCheck,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'boot.pending-command-line',
  area: 'boot',
  title: 'The persisted command line hardens the kernel as the running one does',
  severity: 'medium',
  level: 1,
  rationale:
    'A defence that stands on the running line alone is lost at the next boot; one that stands in the ' +
    'files alone waits for it; a difference nobody knows of is somebody who edited the menu.',
  remedy:
    'Write the line that is wanted to the file named (`update-grub`, `grubby --update-kernel=ALL --args=…`), and reboot.',
  references: ['kernel-doc:admin-guide/kernel-parameters.txt'],
  tags: ['boot', 'command-line'],
  needs: { lines: required(commandLinesDiffer) },
  evaluate({ lines }) {
    if (lines.sources.length === 0) {
      return notApplicable(
        'no configuration of a boot loader was found: the line comes from outside',
      );
    }
    return passUnless(lines.differences, `the same in ${lines.sources.join(', ')}`);
  },
});
