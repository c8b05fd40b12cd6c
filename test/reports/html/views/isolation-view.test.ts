import { describe, expect, it } from 'vitest';
import { surveyOf } from '../../../../reports/html/survey/survey.ts';
import { containersView } from '../../../../reports/html/views/containers-view.ts';
import { isolationView } from '../../../../reports/html/views/isolation-view.ts';
import { fakeContainers } from '../../../support/fake-containers.ts';
import { fakeFleet, fakeHost } from '../../../support/report-fixture.ts';

const survey = await surveyOf(fakeFleet());
const alone = await surveyOf(fakeHost());

describe('isolation', () => {
  const view = isolationView(fakeContainers('04'));
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
    expect(isolationView([])).toBeUndefined();
  });
  it('is summed over the fleet, worst container first', () => {
    const fleet = containersView(survey);
    expect(
      fleet?.escaping.map(({ name, hosts }) => [name, ...hosts.map((host) => host.name)]),
    ).toEqual([
      ['/ci-runner', 'node-04'],
      ['/agent', 'node-06'],
      ['/portainer', 'node-01'],
    ]);
    expect(fleet?.barriers[0]?.bar.label).toBe('14 hold, 9 open');
    expect(containersView(alone)).toBeUndefined();
  });
});
