import check from '../../../checks/daemon/docker-plugins.ts';
import { runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const KEY = 'container_settings:';
const plugin = (...lines: readonly string[]) => ({
  [KEY]: [
    `file /var/lib/docker/plugins/${'a'.repeat(64)}/config.json`,
    ...lines.map((line) => `set\tplugin\t${line}`),
    'whole',
    'end',
    '',
  ].join('\n'),
});
const NAME = 'Name\t"vieux/sshfs:latest"';

testCheck(check, {
  pass: [
    { name: 'allowed', given: plugin(NAME, 'Enabled\ttrue'), params: { allowed: ['vieux/sshfs'] } },
  ],
  fail: [
    {
      name: 'with much of the host',
      given: plugin(
        'Config\tNetwork\tType\t"host"',
        'Config\tPidHost\ttrue',
        'Config\tIpcHost\tfalse',
        'Config\tLinux\tAllowAllDevices\ttrue',
        'Config\tLinux\tCapabilities\t0\t"CAP_SYS_ADMIN"',
        'Settings\tMounts\t0\tSource\t"/var/lib/docker/plugins/"',
        'Enabled\ttrue',
        NAME,
      ),
      because: [
        'plugin vieux/sshfs:latest: enabled, network of the host, processes of the host, all devices, capabilities CAP_SYS_ADMIN, mounts of /var/lib/docker/plugins/',
      ],
    },
    {
      name: 'switched off',
      given: plugin(NAME, 'Enabled\tfalse'),
      params: { allowed: ['vieux'] },
      because: ['plugin vieux/sshfs:latest: disabled'],
    },
  ],
  notApplicable: [
    { name: 'none', given: { [KEY]: 'end\n' } },
    {
      name: 'none in the data root that is set',
      given: {
        [KEY]: 'root /var/lib/docker\nroot /data/docker\nend\n',
        ...runningDocker({ 'data-root': '/data/docker/' }),
      },
    },
  ],
  unknown: [
    {
      name: 'a data root that was not looked into',
      given: {
        [KEY]: 'root /var/lib/docker\nend\n',
        ...runningDocker({ 'data-root': '/data/docker' }),
      },
    },
    { name: 'a store that may not be read', given: { [KEY]: 'closed /var/lib/docker\nend\n' } },
    {
      name: 'a file that was cut',
      given: { [KEY]: 'file /var/lib/docker/plugins/a/config.json\nend\n' },
    },
  ],
});
