import crio from '../../../checks/daemon/crio.ts';
import { DENIED } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { IDLE } from '../../support/daemon-evidence.ts';
import { withCrio, withKubelet } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const noCrio = [{ name: 'no CRI-O', given: IDLE }];
const brokenCrio = [{ name: 'no TOML', given: withCrio('[crio', '[crio]') }];

testCheck(checkIn(crio, 'daemon.crio-allowed-annotations'), {
  pass: [
    {
      name: 'as it comes',
      given: withCrio(
        '',
        '[crio.runtime.runtimes.crun]',
        'allowed_annotations = ["io.containers.trace-syscall"]',
      ),
    },
    {
      name: 'wanted',
      given: withCrio(
        '[crio.runtime.runtimes.runc]\nallowed_annotations = ["io.kubernetes.cri-o.Devices"]\n',
      ),
      params: { allowed: ['io.kubernetes.cri-o.Devices'] },
    },
  ],
  fail: [
    {
      name: 'in a runtime and a workload',
      given: withCrio(
        '[crio.runtime.runtimes.runc]\nallowed_annotations = ["io.kubernetes.cri-o.userns-mode"]\n',
        '[crio.runtime.workloads.big]',
        'allowed_annotations = ["io.kubernetes.cri-o.Devices"]',
      ),
      because: [
        'runtime runc io.kubernetes.cri-o.userns-mode: allowed',
        'workload big io.kubernetes.cri-o.Devices: allowed',
      ],
    },
  ],
  notApplicable: noCrio,
  unknown: brokenCrio,
});

testCheck(checkIn(crio, 'daemon.crio-stream-server'), {
  pass: [
    { name: 'the default', given: withCrio('') },
    {
      name: 'TLS',
      given: withCrio('[crio.api]\nstream_address = "0.0.0.0"\nstream_enable_tls = true\n'),
    },
  ],
  fail: [
    {
      name: 'a drop-in wins',
      given: withCrio(
        '[crio.api]\nstream_address = "127.0.0.1"\n',
        '[crio.api]',
        'stream_address = ""',
      ),
      because: ['CRI-O stream_address: "", without TLS'],
    },
  ],
  notApplicable: noCrio,
  unknown: brokenCrio,
});

testCheck(checkIn(crio, 'daemon.crio-read-only'), {
  pass: [{ name: 'set', given: withCrio('[crio.runtime]\nread_only = true\n') }],
  fail: [
    { name: 'not set', given: withCrio(''), because: ['CRI-O read_only: false'] },
    {
      name: 'a word',
      given: withCrio('[crio.runtime]\nread_only = "true"\n'),
      because: ['CRI-O read_only: "true"'],
    },
  ],
  notApplicable: noCrio,
  unknown: brokenCrio,
});

testCheck(checkIn(crio, 'daemon.crio-pids-limit'), {
  pass: [
    { name: 'the kubelet', given: { ...withCrio(''), ...withKubelet('podPidsLimit: 4096\n') } },
    { name: 'CRI-O', given: withCrio('[crio.runtime]\npids_limit = 1024\n') },
  ],
  fail: [
    {
      name: 'neither',
      given: {
        ...withCrio('[crio.runtime]\npids_limit = -1\n'),
        ...withKubelet('podPidsLimit: -1\n'),
      },
      because: ['processes of a pod: podPidsLimit -1, pids_limit -1'],
    },
  ],
  notApplicable: noCrio,
  unknown: [
    ...brokenCrio,
    {
      name: 'the kubelet’s file may not be read',
      given: { ...withCrio(''), ...withKubelet(DENIED) },
    },
  ],
});
