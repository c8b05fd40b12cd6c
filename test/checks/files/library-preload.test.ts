import libraryPreload from '../../../checks/files/library-preload.ts';
import { testCheck } from '../../support/test-check.ts';

const PRELOAD = 'text:/etc/ld.so.preload';

testCheck(libraryPreload, {
  pass: [
    { name: 'comments only', given: { [PRELOAD]: '# nothing\n' } },
    { name: 'absent', given: {} },
    {
      name: 'allowed',
      given: { [PRELOAD]: '/usr/lib/libsnoopy.so\n' },
      params: { allowed: ['/usr/lib/libsnoopy.so'] },
    },
  ],
  fail: [
    {
      name: 'two on a line',
      given: { [PRELOAD]: '/lib/a.so:/tmp/b.so # x\n' },
      because: [
        '/etc/ld.so.preload /lib/a.so: loaded into every program',
        '/etc/ld.so.preload /tmp/b.so: loaded into every program',
      ],
    },
  ],
});
