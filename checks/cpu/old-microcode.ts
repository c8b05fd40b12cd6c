import {
  cpuVulnerabilities,
  defineCheck,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'cpu.old-microcode',
  area: 'cpu',
  title: "The microcode is not older than the kernel's list of current revisions",
  severity: 'medium',
  level: 1,
  rationale: 'Every fix that the processor vendor ships as microcode is missing.',
  remedy:
    'Install `intel-microcode` (Debian, Ubuntu) or `microcode_ctl` (RHEL family), or update the firmware, and reboot.',
  references: ['kernel-doc:admin-guide/hw-vuln/old_microcode.rst', 'dev-sec:os-12'],
  tags: ['cpu', 'microcode'],
  needs: { reports: required(cpuVulnerabilities) },
  evaluate({ reports }) {
    const text = reports.get('old_microcode');
    if (text?.startsWith('Unknown')) {
      return notApplicable(`the hypervisor decides on the microcode: ${text}`);
    }
    if (text === undefined) {
      return notApplicable('this kernel is older than 6.16 and keeps no list of revisions');
    }
    return passUnless(
      text.startsWith('Vulnerable')
        ? [{ subject: 'old_microcode', expected: 'Not affected', actual: text }]
        : [],
      text,
    );
  },
});
