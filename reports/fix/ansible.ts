import { stringify } from 'yaml';
import type { CheckMeta } from '../../src/model/check.ts';
import type { Repair } from '../../src/model/repair.ts';
import { visibleLine } from '../../src/model/visible-text.ts';
import { count } from '../wording.ts';
import { FILES, type FixPlan, modprobeLines, sysctlLine } from './plan.ts';

/** What Ansible takes for a name of a host, and for nothing else. */
const HOST = /^[A-Za-z0-9_][\w.-]*$/;

/** Gathers plans of hosts into one playbook: a play a change, for the hosts that need it. */
export interface Playbook {
  readonly add: (plan: FixPlan) => void;
  readonly text: (run: string) => string;
}

interface Play {
  readonly check: CheckMeta;
  readonly repair: Repair;
  readonly hosts: string[];
}

export function startPlaybook(): Playbook {
  const plays = new Map<string, Play>();
  const byHand = new Map<string, { readonly check: CheckMeta; hosts: number }>();
  const unnamed: string[] = [];
  return {
    add: (plan) => {
      if (!HOST.test(plan.host)) {
        unnamed.push(plan.host);
        return;
      }
      for (const { check, repair } of [...plan.sysctl, ...plan.modules, ...plan.sshd]) {
        const play = plays.get(check.id) ?? { check, repair, hosts: [] };
        play.hosts.push(plan.host);
        plays.set(check.id, play);
      }
      for (const { check } of plan.byHand) {
        const known = byHand.get(check.id) ?? { check, hosts: 0 };
        known.hosts += 1;
        byHand.set(check.id, known);
      }
    },
    text: (run) =>
      [
        comment(
          `Changes for failures of run ${run}. Read it before you run it; --check shows what it would do.`,
        ),
        comment(`To undo, remove ${Object.values(FILES).join(', ')} and apply anew.`),
        ...unnamed.map((host) => comment(`left out, as Ansible would not take its name: ${host}`)),
        ...[...byHand.values()].map(({ check, hosts }) =>
          comment(`by hand on ${count(hosts, 'host')}: ${check.id}: ${check.title}`),
        ),
        '---\n',
        plays.size === 0 ? '[]\n' : stringify([...plays.values()].map(playOf), { lineWidth: 0 }),
      ].join(''),
  };
}

const comment = (text: string): string => `# ${visibleLine(text)}\n`;

const playOf = ({ check, repair, hosts }: Play): object => ({
  name: `${check.severity}, level ${check.level}: ${check.id}`,
  hosts: hosts.join(','),
  become: true,
  gather_facts: false,
  tasks: [...tasksOf(repair)],
  handlers: [HANDLERS[repair.kind]],
});

const APPLY = 'apply';

const HANDLERS = {
  sysctl: {
    name: APPLY,
    'ansible.builtin.command': { argv: ['sysctl', '-e', '-p', FILES.sysctl] },
  },
  modules: {
    name: APPLY,
    'ansible.builtin.shell':
      'if command -v update-initramfs; then update-initramfs -u; elif command -v dracut; then dracut -f; fi',
  },
  sshd: {
    name: APPLY,
    'ansible.builtin.shell': 'sshd -t && { systemctl reload ssh || systemctl reload sshd; }',
  },
} as const;

function* tasksOf(repair: Repair): Iterable<object> {
  const file = FILES[repair.kind];
  for (const line of linesOf(repair)) {
    yield {
      name: line,
      'ansible.builtin.lineinfile': { path: file, line, create: true, mode: '0644' },
      notify: APPLY,
    };
  }
}

function linesOf(repair: Repair): readonly string[] {
  switch (repair.kind) {
    case 'sysctl':
      return [sysctlLine(repair)];
    case 'modules':
      return modprobeLines(repair);
    case 'sshd':
      return repair.lines;
  }
}
