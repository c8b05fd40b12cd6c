import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judge } from '../../../src/engine/judge.ts';
import { observer } from '../../../src/engine/observe.ts';
import {
  containerCheck,
  containerChecks,
  exempt,
  fine,
  type Judge,
  unread,
  wrong,
} from '../../../src/kit/containers/container-table.ts';
import type { AnyCheck } from '../../../src/kit/define-check.ts';
import type { CheckMeta } from '../../../src/model/check.ts';
import { named, processesOf, recording } from '../../support/container-evidence.ts';

const docker = recording('docker-cgroup-v1');
const META: CheckMeta = {
  id: 'test.row',
  area: 'runtime',
  title: 'A row',
  severity: 'low',
  level: 1,
  rationale: 'Because of a test',
  remedy: 'Nothing',
  references: [],
  tags: [],
};

function ask(check: AnyCheck, names: readonly string[], params?: unknown) {
  const given = named(docker, processesOf(docker, ...names));
  const records = Object.fromEntries(
    Object.entries(given).map(([key, printed]) => [
      key,
      { exit: 0, stdout: '', stderr: '', ...(typeof printed === 'string' ? {} : printed) },
    ]),
  );
  return judge(check, observer(records), '2026-01-02T03:04:05Z', check.params?.parse(params ?? {}));
}

const byName = (judgements: Readonly<Record<string, ReturnType<Judge>>>): AnyCheck => {
  const [check] = containerChecks([
    { ...META, judge: ({ container }) => judgements[container.name] ?? fine },
  ]);
  if (check === undefined) throw new Error('no check');
  return check;
};

const bad = wrong([{ what: 'x', expected: 'a', actual: 'b' }]);

describe('a row over all containers', () => {
  it('passes when all are fine, and says how many', () => {
    expect(ask(byName({}), ['plain', 'locked'])).toEqual({
      outcome: 'pass',
      note: '2 running containers',
    });
  });

  it('fails with the container’s name, also where another could not be read', () => {
    expect(ask(byName({ plain: bad, locked: unread('x') }), ['plain', 'locked'])).toEqual({
      outcome: 'fail',
      mismatches: [
        {
          subject: 'container plain, x',
          expected: 'a',
          actual: 'b (not judged: container locked: x)',
        },
      ],
    });
  });

  it('is unknown when one could not be read and none is wrong', () => {
    expect(ask(byName({ locked: unread('no rights') }), ['plain', 'locked'])).toEqual({
      outcome: 'unknown',
      reason: 'container locked: no rights',
    });
  });

  it('steps aside where no container runs, or none is concerned', () => {
    expect(ask(byName({}), [])).toEqual({
      outcome: 'notApplicable',
      reason: 'no container is running',
    });
    expect(ask(byName({ plain: exempt('not this one') }), ['plain'])).toEqual({
      outcome: 'notApplicable',
      reason: 'not this one',
    });
    expect(ask(byName({ plain: exempt('not this one') }), ['plain', 'locked'])).toEqual({
      outcome: 'pass',
      note: 'the one running container',
    });
  });
});

describe('a row with parameters', () => {
  const check = containerCheck({
    ...META,
    params: z.strictObject({ allowed: z.string().default('locked') }),
    blind: ({ container }) => (container.name === 'caps' ? 'not seen' : undefined),
    judge: ({ container }, { allowed }) =>
      container.name === allowed ? fine : wrong([{ expected: allowed, actual: container.name }]),
  });

  it('is judged by them', () => {
    expect(ask(check, ['locked']).outcome).toBe('pass');
    expect(ask(check, ['locked'], { allowed: 'plain' }).outcome).toBe('fail');
  });

  it('fails for one although another could not be read, and says so', () => {
    expect(ask(check, ['caps', 'plain'])).toEqual({
      outcome: 'fail',
      mismatches: [
        {
          subject: 'container plain',
          expected: 'locked',
          actual: 'plain (not judged: container caps: not seen)',
        },
      ],
    });
  });

  it('is unknown where one container could not be read and none is wrong', () => {
    expect(ask(check, ['caps', 'locked'])).toEqual({
      outcome: 'unknown',
      reason: 'container caps: not seen',
    });
  });
});
