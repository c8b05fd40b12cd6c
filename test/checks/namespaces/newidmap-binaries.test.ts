import programs from '../../../checks/namespaces/newidmap-binaries.ts';
import { statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const NEW = 'stat:/usr/bin/newuidmap';

testCheck(programs, {
  pass: [
    { name: 'Debian', given: { [NEW]: statLine('/usr/bin/newuidmap', '4755') } },
    { name: 'Fedora', given: { [NEW]: statLine('/usr/bin/newuidmap', '755') } },
  ],
  fail: [
    {
      name: 'writable, setgid, of an account',
      given: { [NEW]: statLine('/usr/bin/newuidmap', '6775', '1000:111') },
      because: [
        '/usr/bin/newuidmap owner: ada',
        '/usr/bin/newuidmap group: docker',
        '/usr/bin/newuidmap mode: 6775',
      ],
    },
  ],
  notApplicable: [{ name: 'not installed', given: {} }],
});
