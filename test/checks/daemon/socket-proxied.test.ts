import check from '../../../checks/daemon/socket-proxied.ts';
import { testCheck } from '../../support/test-check.ts';

const KEY = 'engine_words:';

testCheck(check, {
  pass: [
    { name: 'none', given: { [KEY]: 'scan 2\nsees all\n' } },
    {
      name: 'a daemon that listens is another matter',
      given: { [KEY]: 'word 7 dockerd tcp://0.0.0.0:2375\nscan 0\nsees all\n' },
    },
  ],
  fail: [
    {
      name: 'socat, twice the same',
      given: {
        [KEY]:
          'word 7 socat /var/run/docker.sock\nword 8 socat /var/run/docker.sock\nword 9 ssh /run/podman/podman.sock\nscan 0\nsees all\n',
      },
      because: [
        'socat, /var/run/docker.sock: its command line names the socket',
        'ssh, /run/podman/podman.sock: its command line names the socket',
      ],
    },
  ],
  unknown: [
    { name: 'others’ processes are hidden', given: { [KEY]: 'scan 0\n' } },
    { name: 'the search was ended', given: { [KEY]: 'scan 137\nsees all\n' } },
  ],
});
