import type { AnyCheck } from '../../../src/kit/define-check.ts';
import { DENIED, type FailCase, type Given } from '../../../src/testing/check-cases.ts';
import {
  DEBIAN_UNIT,
  DOCKERD_PROGRAM,
  IDLE,
  JSON_PATH,
  processes,
  runningDocker,
  stoppedDocker,
  UNIT_PATH,
} from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

export interface DockerSettingSample {
  readonly good: unknown;
  readonly bad: unknown;
  /** Mismatch of `bad`, as `subject: actual`. */
  readonly because: string;
  /** The same mistake as a flag, and its mismatch. */
  readonly flags: readonly string[];
  readonly flagged: string;
  /** Settings with which the question does not arise. */
  readonly outOfPlace?: unknown;
}

/** A host whose unit says the same flags, so that a restart changes nothing. */
const flagged = (flags: readonly string[]): Given => ({
  ...runningDocker({}, ...flags),
  [UNIT_PATH]: `[Service]\nExecStart=/usr/bin/dockerd -H fd:// --containerd=/run/containerd/containerd.sock ${flags.join(' ')}\n`,
});

const because = (lines: string): FailCase<unknown>['because'] => {
  const [first = '', ...rest] = lines.split('\n');
  return [first, ...rest];
};

/** What every setting of dockerd answers: set, stopped, as a flag, and where it cannot be known. */
export function testDockerSetting(
  check: AnyCheck,
  { good, bad, flags, ...sample }: DockerSettingSample,
): void {
  testCheck(check, {
    pass: [
      { name: 'in daemon.json', given: runningDocker(good) },
      { name: 'in daemon.json of a stopped daemon', given: stoppedDocker(good) },
    ],
    fail: [
      { name: 'in daemon.json', given: runningDocker(bad), because: because(sample.because) },
      { name: 'of a stopped daemon', given: stoppedDocker(bad), because: because(sample.because) },
      { name: 'as a flag', given: flagged(flags), because: because(sample.flagged) },
    ],
    notApplicable: [
      { name: 'no Docker', given: IDLE },
      {
        name: 'Docker in a container alone',
        given: { 'processes:': processes({ name: 'dockerd', container: 'a'.repeat(64) }) },
      },
      ...(sample.outOfPlace === undefined
        ? []
        : [{ name: 'out of place', given: runningDocker(sample.outOfPlace) }]),
    ],
    unknown: [
      { name: 'broken daemon.json', given: { ...runningDocker(good), [JSON_PATH]: '{"icc": fal' } },
      { name: 'a wrong type', given: { ...runningDocker(good), [JSON_PATH]: '{"icc": "false"}' } },
      {
        name: 'processes of others hidden',
        given: { ...runningDocker(good), 'processes:': DENIED },
      },
      {
        name: 'a variable of the unit that nobody reads',
        given: {
          ...IDLE,
          ...DOCKERD_PROGRAM,
          'text:/etc/default/docker': DENIED,
          [UNIT_PATH]: DEBIAN_UNIT,
        },
      },
      {
        name: 'a rootless dockerd alone',
        given: {
          'processes:': processes({ name: 'dockerd', args: ['dockerd'], uid: 1000 }),
        },
      },
      {
        name: 'settings in a file that is not collected',
        given: runningDocker(good, '--config-file', '/opt/docker/daemon.json'),
      },
    ],
  });
}
