import { z } from 'zod';
import type { CheckMeta } from '../model/check.ts';
import { type CheckVerdict, type Mismatch, manual, passUnless } from '../model/verdict.ts';
import { visibleLine } from '../model/visible-text.ts';
import { portName } from '../probes/services/open-ports.ts';
import {
  type ServiceState,
  type ServiceTraces,
  serviceState,
} from '../probes/services/service-state.ts';
import { type Check, defineCheck, type Need, required } from './define-check.ts';

export interface ServiceRow
  extends Pick<CheckMeta, 'title' | 'severity' | 'level' | 'rationale' | 'remedy' | 'references'> {
  /** Below `services.`. */
  readonly id: string;
  readonly traces: ServiceTraces;
}

export type ServiceCheck = Check<
  { readonly state: Need<ServiceState, ServiceState> },
  { allowed: string[] }
>;

/** One check a row: the service neither runs, nor is offered, nor starts at boot. */
export function serviceChecks(rows: readonly ServiceRow[]): readonly ServiceCheck[] {
  return rows.map(({ id, traces, ...meta }) =>
    defineCheck({
      ...meta,
      id: `services.${id}`,
      area: 'services',
      tags: ['service'],
      params: z.object({
        /** Processes, units, entries of inetd and ports that the host's purpose needs, by name. */
        allowed: z.array(z.string()).default([]),
      }),
      needs: { state: required(serviceState(id, traces)) },
      evaluate: ({ state }, { params }) => verdictOf(state, traces, new Set(params.allowed)),
    }),
  );
}

function verdictOf(
  state: ServiceState,
  traces: ServiceTraces,
  allowed: ReadonlySet<string>,
): CheckVerdict {
  const wrong = [...presenceOf(state, allowed), ...reachOf(state, allowed)];
  if (wrong.length === 0 && state.blind !== undefined) {
    return manual(
      `Beside what is allowed, is there more of it? That was not seen: ${state.blind}.`,
    );
  }
  return passUnless(wrong, noteOf(state, traces));
}

/** What should not be there at all. */
function presenceOf(
  { running, waiting, starts, entries }: ServiceState,
  allowed: ReadonlySet<string>,
): readonly Mismatch[] {
  const found: readonly (readonly [name: string, mismatch: Mismatch])[] = [
    ...running.map((name) => [name, mismatch(name, 'not running', 'running')] as const),
    ...waiting.map((unit) => [unit, mismatch(unit, 'not active', 'waits for clients')] as const),
    ...starts.map(({ name, link }) => {
      const actual = `started by ${visibleLine(link, 200)}`;
      return [name, mismatch(`${name} at boot`, 'not started', actual)] as const;
    }),
    ...entries.map(({ service, path }) => {
      const actual = `offered by ${visibleLine(path, 200)}`;
      return [service, mismatch(service, 'not offered', actual)] as const;
    }),
  ];
  return found.filter(([name]) => !allowed.has(name)).map(([, one]) => one);
}

/** Ports that are open, each once, with all its addresses. */
function reachOf(
  { ports, exposed }: ServiceState,
  allowed: ReadonlySet<string>,
): readonly Mismatch[] {
  const found = new Map<string, { readonly by: string; readonly addresses: string[] }>();
  const all = [...ports.map((port) => ({ name: '', port })), ...exposed];
  for (const { name, port } of all) {
    const subject = portName(port);
    if ([name, subject, port.address].some((one) => allowed.has(one))) continue;
    const known = found.get(subject) ?? { by: name, addresses: [] };
    known.addresses.push(port.address);
    found.set(subject, known);
  }
  return [...found].map(([subject, { by, addresses }]) => {
    const open = `open on ${addresses.join(', ')}`;
    return by === ''
      ? mismatch(subject, 'closed', open)
      : mismatch(subject, 'on loopback alone', `${open}, and ${by} runs`);
  });
}

const mismatch = (subject: string, expected: string, actual: string): Mismatch => ({
  subject,
  expected,
  actual,
});

function noteOf(state: ServiceState, { processes = [], units = [] }: ServiceTraces): string {
  const image = state.booted ? '' : '; the image is not booted';
  if (state.unexposed.length > 0) {
    return `${state.unexposed.join(', ')}: not to be reached by other machines`;
  }
  const names = [...new Set([...processes, ...units])];
  if (names.length === 0) return `none of its programs runs or starts at boot${image}`;
  return state.booted
    ? `none runs or starts at boot: ${names.join(', ')}`
    : `none starts at boot: ${names.join(', ')}${image}`;
}
