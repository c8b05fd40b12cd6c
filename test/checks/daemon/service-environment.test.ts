import environment from '../../../checks/daemon/service-environment.ts';
import { DOCKER_CE_UNIT, UNIT_PATH } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const PROXY = 'text:/etc/systemd/system/docker.service.d/*.conf';
const dropIn = (...lines: readonly string[]): string =>
  lines.map((line) => `/etc/systemd/system/docker.service.d/proxy.conf:${line}\n`).join('');

testCheck(environment, {
  pass: [
    {
      name: 'a proxy without a password',
      given: {
        [UNIT_PATH]: DOCKER_CE_UNIT,
        [PROXY]: dropIn('[Service]', 'Environment="HTTP_PROXY=http://proxy:3128" NO_PROXY=a@b:1'),
      },
    },
  ],
  fail: [
    {
      name: 'with one',
      given: {
        [UNIT_PATH]: DOCKER_CE_UNIT,
        [PROXY]: dropIn('[Service]', "Environment='HTTPS_PROXY=http://ada:hunter2@proxy:3128'"),
      },
      because: ['docker.service HTTPS_PROXY: a URL with a user and a password'],
    },
  ],
  notApplicable: [{ name: 'no unit', given: {} }],
});
