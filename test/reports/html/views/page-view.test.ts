import { describe, expect, it } from 'vitest';
import { type Survey, surveyOf } from '../../../../reports/html/survey/survey.ts';
import { containersView } from '../../../../reports/html/views/containers-view.ts';
import { controlView } from '../../../../reports/html/views/control-view.ts';
import { fixView } from '../../../../reports/html/views/fix-view.ts';
import { hostView } from '../../../../reports/html/views/host-view.ts';
import { isolationView } from '../../../../reports/html/views/isolation-view.ts';
import { matrixView } from '../../../../reports/html/views/matrix-view.ts';
import { methodView, signOffView } from '../../../../reports/html/views/method-view.ts';
import { pageView } from '../../../../reports/html/views/page-view.ts';
import { questionViews } from '../../../../reports/html/views/question-view.ts';
import { summaryView } from '../../../../reports/html/views/summary-view.ts';
import type { HostReport } from '../../../../src/model/run.ts';
import { fakeContainers } from '../../../support/fake-containers.ts';
import { fakeFleet, fakeHost, largeFleet, reportOf } from '../../../support/report-fixture.ts';

const hosts: HostReport[] = [];
for await (const host of fakeFleet().hosts()) hosts.push(host);
const survey = await surveyOf(fakeFleet());
const page = pageView(survey);
const alone = await surveyOf(fakeHost());
const folded = await surveyOf(largeFleet(51, 400));

function hostAt(index: number): HostReport {
  const host = hosts[index];
  if (host === undefined) throw new Error(`no host ${index}`);
  return host;
}

function control(from: Survey, id: string) {
  const found = from.controls.find(({ meta }) => meta.id.startsWith(id));
  if (found === undefined) throw new Error(id);
  return controlView(from, page.order, found, false);
}

describe('the summary', () => {
  const { counts, figures } = summaryView(survey, fixView(survey, page.order));
  const sum = (numbers: readonly string[]): number =>
    numbers.reduce((total, n) => total + Number(n), 0);

  it('counts every result once by outcome', () => {
    expect(sum(counts?.legend.map(({ n }) => n) ?? [])).toBe(12 * 42);
  });
  it('counts failures the same by severity, by section and as a figure', () => {
    const failures = String(survey.tally.fail);
    expect(String(sum(counts?.severities.map(({ fail }) => fail.n) ?? []))).toBe(failures);
    const bySection = counts?.areas.flatMap(({ critical, high, medium, low }) =>
      [critical, high, medium, low].map(({ n }) => n),
    );
    expect(String(sum(bySection ?? []))).toBe(failures);
    expect(figures[2]?.number).toBe(failures);
  });
  it('counts hosts once by system', () => {
    expect(sum(counts?.systems.map((row) => row.hosts.n) ?? [])).toBe(12);
  });
  it('says what each figure is of', () => {
    expect(figures.map(({ number, unit }) => `${number}${unit}`)).toEqual([
      '66.3%',
      '87.4%',
      '100',
      '3',
    ]);
    expect(figures[0]?.sentence).toBe(
      '318 of 480 applicable results pass. 79.2 % if every unknown passed.',
    );
  });
  it('counts nothing where nothing was audited', async () => {
    const empty = await surveyOf(reportOf([]));
    const view = summaryView(empty, fixView(empty, []));
    expect(view.counts).toBeUndefined();
    expect(view.figures.map(({ number }) => number)).toEqual(['–', '–', '–']);
  });
});

describe('fix first', () => {
  it('holds at most eight rows, most severe and most frequent first', () => {
    const { rows, intro } = fixView(survey, page.order);
    expect(rows.map(({ severity }) => severity.steps)).toEqual([4, 4, 4, 4, 4, 3, 3, 3]);
    expect(intro).toBe(
      'Most severe first, then most hosts. These eight changes settle 22 of 100 open failures. Squares are hosts, in the order of the matrix.',
    );
  });
  it('says so when nothing is open', async () => {
    expect(fixView(await surveyOf(reportOf([])), []).intro).toBe('Nothing is open.');
  });
});

describe('the matrix', () => {
  const { drawn } = matrixView(survey);
  it('has a cell for each host and control', () => {
    const rows = drawn?.sections.flatMap((section) => section.rows) ?? [];
    const cells = rows.flatMap(({ groups }) => groups.flatMap((group) => group.cells));
    expect(cells).toHaveLength(12 * 42);
    expect(cells.filter(({ word }) => word === 'fail')).toHaveLength(survey.tally.fail);
  });
  it('writes what host names share once', () => {
    expect(drawn?.template).toBe('node-*.example.org');
    expect(drawn?.groups[0]?.hosts.map(({ own }) => own)).toEqual(['01', '02', '03', '04']);
  });
  it('is left out for one host, and with a reason for very many results', () => {
    expect(pageView(alone).matrix).toBeUndefined();
    expect(matrixView(folded)).toEqual({
      drawn: undefined,
      intro: expect.stringContaining('51 hosts × 400 controls is left out: a browser'),
    });
  });
});

describe('a host', () => {
  it('shows all that did not pass, worst first', () => {
    const view = hostView(survey, 3, hostAt(3));
    expect(view.failures.map(({ severity }) => severity.severity[0]).join('')).toBe('cccchmmml');
    expect(view.questions).toHaveLength(1);
    expect(view.rest).toBe('Not listed: 31 pass and 1 not applicable.');
  });
  it('shows one row a reason for what could not be told', () => {
    const view = hostView(survey, 10, hostAt(10));
    expect(view.untold.map(({ reason, controls }) => [reason, controls.length])).toContainEqual([
      'Reading the processes of containers needs root',
      8,
    ]);
  });
  it('says why it was not read and what to do', () => {
    const view = hostView(survey, 11, hostAt(11));
    expect(view.lost?.failure).toBe('Not read: its host key changed.');
    expect(view.lost?.todo.some(({ code, text }) => code && text.startsWith('ssh-keygen'))).toBe(
      true,
    );
    expect(view.failures).toEqual([]);
  });
  it('names lesser failures by id on a folded page', async () => {
    for await (const host of largeFleet(1, 400).hosts()) {
      const view = hostView(folded, 0, host);
      expect(view.failures.every(({ severity }) => severity.severity === 'critical')).toBe(true);
      const named = view.lesser.flatMap(({ controls }) => controls).length;
      expect(named + view.failures.length).toBe(folded.hosts[0]?.tally.fail);
    }
  });
});

describe('a control', () => {
  it('says once what all mismatches share', () => {
    const view = control(survey, 'daemon.docker-tcp-listener');
    expect([view.subject, view.expected]).toEqual([
      'dockerd listeners',
      'no tcp:// listener, or tlsverify with a CA',
    ]);
    expect(view.evidence[0]?.found.lines).toEqual([
      { subject: '', actual: 'tcp://0.0.0.0:2375 without tlsverify', expected: '' },
    ]);
  });
  it('shows failures, then unknowns, then passes, with every host once', () => {
    const { evidence } = control(survey, 'daemon.no-new-privileges');
    expect(evidence.map(({ mark, hosts: named }) => [mark.kind, named.length])).toEqual([
      ['fail', 6],
      ['unknown', 1],
      ['unknown', 1],
      ['pass', 4],
    ]);
  });
  it('tells the filter which hosts did not pass', () => {
    expect(control(survey, 'daemon.docker-tcp-listener').unpassed).toBe('3 10 11');
  });
  it('counts passes without naming them on a folded page', () => {
    const last = control(folded, 'kernel.release-0').evidence.at(-1);
    expect([last?.mark.kind, last?.hosts, last?.many]).toEqual(['pass', [], '37 hosts']);
  });
});

describe('isolation', () => {
  const view = isolationView(fakeContainers('04'), false);
  it('puts the container with most ways out first', () => {
    expect(view?.rows.map(({ name }) => name)).toEqual(['/ci-runner', '/cache', '/web-1']);
  });
  it('names each way out in a sentence and through which barriers', () => {
    expect(view?.ways.map(({ container, through }) => [container, through])).toEqual([
      ['/ci-runner', 'capabilities, devices, seccomp filter and SELinux or AppArmor'],
      ['/ci-runner', 'daemon sockets'],
    ]);
  });
  it('shows the barriers of a way out darker than others that are open', () => {
    const [namespaces, confinement] = view?.rows[0]?.groups ?? [];
    expect(namespaces?.cells[0]?.kind).toBe('open');
    expect(confinement?.cells[0]?.kind).toBe('way');
  });
  it('says what was read of what does not hold, equal readings once', () => {
    expect(view?.readings.at(-1)).toEqual({
      barrier: 'Daemon sockets',
      kind: 'fail',
      word: 'open',
      detail: '/run/docker.sock is mounted rw',
      containers: '/ci-runner',
    });
    expect(view?.readings.find((r) => r.barrier === 'Read-only root')?.containers).toBe('all 3');
  });
  it('is absent where no container runs', () => {
    expect(isolationView([], false)).toBeUndefined();
  });
  it('is summed over the fleet, worst container first', () => {
    const fleet = containersView(survey);
    expect(fleet?.escaping.map(({ name, host }) => [name, host.name])).toEqual([
      ['/ci-runner', 'node-04'],
      ['/agent', 'node-06'],
      ['/portainer', 'node-01'],
    ]);
    expect(fleet?.barriers[0]?.bar.label).toBe('14 hold, 9 open');
    expect(containersView(alone)).toBeUndefined();
  });
});

it('asks one question a control, not one a host', () => {
  expect(questionViews(survey).map(({ asked }) => asked.map(({ many }) => many))).toEqual([
    ['11 hosts'],
  ]);
});

it('states its sum and its population', () => {
  const { sum, population } = methodView(survey);
  expect(sum).toBe(
    '12 hosts × 42 controls = 504 results = 318 pass + 100 fail + 62 unknown + 11 question + 13 not applicable.',
  );
  expect(population).toContain(
    '12 hosts were selected: 10 read with root, 1 read without root and 1 not read.',
  );
});

it('signs for the figures and for being partial, and for nothing where nothing was audited', async () => {
  expect(signOffView(survey)?.statement).toBe(
    'I have read this report of a partial audit of 12 hosts: 66.3 % proven compliant, 100 failures open, 62 results unknown and 11 questions to answer.',
  );
  expect(signOffView(await surveyOf(reportOf([])))).toBeUndefined();
});

it('starts the title with the verdict', () => {
  expect(page.title).toBe(
    'Not compliant, partial: 12 container hosts, 20 November 2026 – hostward',
  );
});
