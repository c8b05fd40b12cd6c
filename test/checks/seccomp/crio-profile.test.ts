import crioProfile from '../../../checks/seccomp/crio-profile.ts';
import { IDLE } from '../../support/daemon-evidence.ts';
import { withCrio } from '../../support/engine-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const noCrio = [{ name: 'no CRI-O', given: IDLE }];
const brokenCrio = [{ name: 'no TOML', given: withCrio('[crio', '[crio]') }];

testCheck(crioProfile, {
  pass: [
    { name: 'not set', given: withCrio('') },
    { name: 'empty', given: withCrio('[crio.runtime]\nseccomp_profile = ""\n') },
  ],
  fail: [
    {
      name: 'unconfined',
      given: withCrio('', '[crio.runtime]', 'seccomp_profile = "unconfined"'),
      because: ['CRI-O seccomp_profile: unconfined'],
    },
  ],
  notApplicable: noCrio,
  unknown: brokenCrio,
});
