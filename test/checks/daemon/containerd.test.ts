import containerd from '../../../checks/daemon/containerd.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { checkIn } from '../../support/check-in.ts';
import { processes, statLine } from '../../support/daemon-evidence.ts';
import { NO_CONTAINERD, UNTOLD_CONTAINERD, withContainerd } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const IMPORTED = 'text:/etc/containerd/conf.d/*.toml';
const V2 = 'plugins."io.containerd.grpc.v1.cri"';
testCheck(checkIn(containerd, 'daemon.containerd-tcp'), {
  pass: [
    { name: 'not set', given: withContainerd('version = 2\n') },
    {
      name: 'no file',
      given: {
        'processes:': processes({ name: 'containerd', pid: 7 }),
        'text:/lib/systemd/system/containerd.service': '[Service]\nExecStart=/usr/bin/containerd\n',
      },
    },
    {
      name: 'with TLS',
      given: withContainerd(
        '[grpc]\ntcp_address = "10.0.0.5:1234"\ntcp_tls_ca = "/a"\ntcp_tls_cert = "/b"\ntcp_tls_key = "/c"\n',
      ),
    },
  ],
  fail: [
    {
      name: 'set',
      given: withContainerd('[grpc]\ntcp_address = "0.0.0.0:1234"\ntcp_tls_cert = "/b"\n'),
      because: ['containerd tcp_address 0.0.0.0:1234: without tcp_tls_ca, tcp_tls_key'],
    },
  ],
  notApplicable: NO_CONTAINERD,
  unknown: UNTOLD_CONTAINERD,
});

testCheck(checkIn(containerd, 'daemon.containerd-stream-server'), {
  pass: [
    { name: 'the default', given: withContainerd('version = 2\n') },
    { name: 'set', given: withContainerd(`[${V2}]\nstream_server_address = "::1"\n`) },
    {
      name: 'TLS',
      given: withContainerd(
        `[${V2}]\nstream_server_address = "0.0.0.0"\nenable_tls_streaming = true\n`,
      ),
    },
  ],
  fail: [
    {
      name: 'every address',
      given: withContainerd(`[${V2}]\nstream_server_address = "0.0.0.0"\n`),
      because: ['containerd stream_server_address: 0.0.0.0, without TLS'],
    },
    {
      name: 'empty, in an import',
      given: {
        ...withContainerd('imports = ["/etc/containerd/conf.d/*.toml"]\n'),
        [IMPORTED]: `/etc/containerd/conf.d/a.toml:[${V2}]\n/etc/containerd/conf.d/a.toml:stream_server_address = ""\n`,
      },
      because: ['containerd stream_server_address: empty: the host’s own address, without TLS'],
    },
  ],
  notApplicable: [
    ...NO_CONTAINERD,
    { name: 'the plugin is off', given: withContainerd('disabled_plugins = ["cri"]') },
  ],
  unknown: [
    ...UNTOLD_CONTAINERD,
    {
      name: 'releases would merge the import differently',
      given: {
        ...withContainerd(
          `imports = ["/etc/containerd/conf.d/a.toml"]\n[${V2}]\nstream_server_address = "0.0.0.0"\n`,
        ),
        [IMPORTED]: `/etc/containerd/conf.d/a.toml:[${V2}]\n/etc/containerd/conf.d/a.toml:sandbox_image = "x"\n`,
      },
    },
  ],
});

const KUBELET = 'stat:/usr/bin/kubelet';
const kubelet: Given = { [KUBELET]: statLine('/usr/bin/kubelet', '755') };

testCheck(checkIn(containerd, 'daemon.containerd-cri-unused'), {
  pass: [
    { name: 'containerd.io as it comes', given: withContainerd('disabled_plugins = ["cri"]\n') },
  ],
  fail: [
    {
      name: 'Debian as it comes',
      given: withContainerd(
        `version = 2\n[plugins]\n  [${V2}.cni]\n    bin_dir = "/usr/lib/cni"\n`,
      ),
      because: ['/etc/containerd/config.toml disabled_plugins: the plugin is on'],
    },
  ],
  notApplicable: [
    ...NO_CONTAINERD,
    { name: 'a node', given: { ...withContainerd(''), ...kubelet } },
  ],
  unknown: UNTOLD_CONTAINERD,
});

testCheck(checkIn(containerd, 'daemon.containerd-privileged-devices'), {
  pass: [
    {
      name: 'version 3',
      given: withContainerd(
        '[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.kata-qemu]\nprivileged_without_host_devices = true\n',
      ),
    },
  ],
  fail: [
    {
      name: 'gVisor',
      given: withContainerd(
        `[${V2}.containerd.runtimes.runsc]\nruntime_type = "io.containerd.runsc.v1"\n`,
      ),
      because: ['runtime runsc privileged_without_host_devices: not true'],
    },
  ],
  notApplicable: [
    ...NO_CONTAINERD,
    { name: 'runc alone', given: withContainerd(`[${V2}.containerd.runtimes.runc]\n`) },
  ],
  unknown: UNTOLD_CONTAINERD,
});

const HOSTS = '/etc/containerd/certs.d/*/hosts.toml';

testCheck(checkIn(containerd, 'daemon.containerd-registry-verification'), {
  pass: [
    { name: 'nothing set', given: withContainerd('') },
    {
      name: 'a mirror of this machine',
      given: withContainerd(
        `[${V2}.registry.mirrors."docker.io"]\nendpoint = ["https://m.example", "http://127.0.0.1:5000"]\n`,
      ),
    },
  ],
  fail: [
    {
      name: 'both ways',
      given: withContainerd(
        `[${V2}.registry.configs."r.example".tls]\ninsecure_skip_verify = true\n[${V2}.registry.mirrors."docker.io"]\nendpoint = ["http://m.example"]\n`,
      ),
      because: [
        'registry r.example insecure_skip_verify: true',
        'mirror of docker.io "http://m.example": http',
      ],
    },
  ],
  notApplicable: NO_CONTAINERD,
  manual: [
    {
      name: 'files that are not read',
      given: {
        ...withContainerd(''),
        [`stat:${HOSTS}`]: statLine('/etc/containerd/certs.d/r.example/hosts.toml', '644'),
      },
    },
  ],
  unknown: UNTOLD_CONTAINERD,
});
