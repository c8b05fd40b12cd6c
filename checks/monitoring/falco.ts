import {
  defineCheck,
  falcoConfig,
  fileText,
  type Mismatch,
  notApplicable,
  octal,
  orAbsent,
  passUnless,
  required,
  sensors,
  stat,
} from '../../src/index.ts';

const NO_FALCO = 'Falco is not installed on the host itself';

const rules = defineCheck({
  id: 'monitoring.falco-rules',
  area: 'monitoring',
  title: 'Falco has rules, and root alone can change them',
  severity: 'high',
  level: 2,
  rationale:
    'With its rules emptied, or overridden by whoever may write them, Falco runs and sees nothing.',
  remedy:
    '`falcoctl artifact install falco-rules`; `chown root:root` and `chmod 0644` what /etc/falco holds.',
  references: ['falco-docs:rules'],
  tags: ['detection', 'falco'],
  needs: { falco: orAbsent(falcoConfig) },
  evaluate({ falco }) {
    if (falco === undefined) return notApplicable(NO_FALCO);
    const { rulePaths, ruleFiles } = falco;
    const used = ruleFiles.filter(({ path }) =>
      rulePaths.some((rule) => path === rule || path.startsWith(`${rule.replace(/\/$/, '')}/`)),
    );
    const wrong: Mismatch[] = used.flatMap(({ path, mode, uid, owner }) =>
      uid === 0 && (mode & 0o022) === 0
        ? []
        : [
            {
              subject: path,
              expected: 'root’s alone to change',
              actual: `${owner} ${octal(mode)}`,
            },
          ],
    );
    // A file of a few lines holds comments alone, as the local one does when it is installed.
    if (!used.some(({ type, bytes }) => type === 'file' && bytes > 1000)) {
      wrong.unshift({
        subject: 'rules',
        expected: 'a file with rules',
        actual: `none of ${rulePaths.join(', ')}`,
      });
    }
    return passUnless(wrong, used.map(({ path }) => path).join(', '));
  },
});

const KINDS: readonly string[] = ['modern_ebpf', 'kmod', 'auto'];

const engine = defineCheck({
  id: 'monitoring.falco-engine',
  area: 'monitoring',
  title: 'Falco watches the kernel by a driver that works here',
  severity: 'medium',
  level: 2,
  rationale: 'A driver that could not be loaded, or replays a file, watches nothing.',
  remedy: '`falcoctl driver config --type modern_ebpf; systemctl restart falco-modern-bpf`.',
  references: ['falco-docs:concepts/event-sources/kernel'],
  tags: ['detection', 'falco'],
  needs: {
    falco: orAbsent(falcoConfig),
    found: required(sensors),
    btf: orAbsent(stat('/sys/kernel/btf/vmlinux')),
    modules: orAbsent(fileText('/proc/modules')),
  },
  evaluate({ falco, found, btf, modules = '' }) {
    const own = found.find(({ name }) => name === 'Falco');
    if (falco === undefined || own === undefined) return notApplicable(NO_FALCO);
    const wrong: Mismatch[] = [];
    // The packaged units name the driver on the command line, which wins over the file.
    const byUnit = own.enabled.some((unit) => unit.includes('modern-bpf'))
      ? 'modern_ebpf'
      : own.enabled.some((unit) => unit.includes('kmod'))
        ? 'kmod'
        : undefined;
    const kind = byUnit ?? falco.engine ?? 'auto';
    if (!KINDS.includes(kind)) {
      wrong.push({ subject: 'engine.kind', expected: 'modern_ebpf or kmod', actual: kind });
    }
    if (kind === 'modern_ebpf' && btf === undefined) {
      wrong.push({
        subject: '/sys/kernel/btf/vmlinux',
        expected: 'present, for modern_ebpf',
        actual: 'missing',
      });
    }
    if (kind === 'kmod' && !/^falco /m.test(modules)) {
      wrong.push({ subject: 'module falco', expected: 'loaded', actual: 'not loaded' });
    }
    if (own.running.length === 0) {
      wrong.push({ subject: 'Falco', expected: 'running', actual: 'not running' });
    }
    return passUnless(wrong, `Falco runs with ${kind}`);
  },
});

/** From most to least serious; those up to `warning` must be told. */
const PRIORITIES: readonly string[] = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notice',
  'informational',
  'info',
  'debug',
];

const outputs = defineCheck({
  id: 'monitoring.falco-outputs',
  area: 'monitoring',
  title: 'Alerts of Falco leave its process',
  severity: 'medium',
  level: 2,
  rationale: 'An alert that is written nowhere was never raised.',
  remedy:
    'Set `syslog_output: {enabled: true}` or `http_output` in /etc/falco/falco.yaml, and `priority: debug`.',
  references: ['falco-docs:concepts/outputs'],
  tags: ['detection', 'falco'],
  needs: { falco: orAbsent(falcoConfig) },
  evaluate({ falco }) {
    if (falco === undefined) return notApplicable(NO_FALCO);
    const wrong: Mismatch[] = [];
    if (falco.outputs.length === 0) {
      wrong.push({ subject: 'outputs', expected: 'one that is enabled', actual: 'none' });
    }
    const rank = PRIORITIES.indexOf(falco.priority);
    if (rank !== -1 && rank < PRIORITIES.indexOf('warning')) {
      wrong.push({
        subject: 'priority',
        expected: 'warning or less serious',
        actual: falco.priority,
      });
    }
    return passUnless(wrong, `${falco.outputs.join(', ')} from ${falco.priority} on`);
  },
});

export default [rules, engine, outputs] as const;
