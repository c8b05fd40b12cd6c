import check from '../../../checks/cpu/rng.ts';
import { testCheck } from '../../support/test-check.ts';

const given = (release: string, bits: string) => ({
  'text:/proc/sys/kernel/osrelease': `${release}\n`,
  'text:/proc/sys/kernel/random/entropy_avail': `${bits}\n`,
});

testCheck(check, {
  pass: [
    { name: 'seeded', given: given('6.1.0', '256') },
    { name: 'enough before 5.18', given: given('5.10.0', '900') },
  ],
  fail: [
    {
      name: 'not seeded',
      given: given('6.1.0', '30'),
      because: ['kernel.random.entropy_avail: 30'],
    },
    {
      name: 'little before 5.18',
      given: given('5.10.0', '100'),
      because: ['kernel.random.entropy_avail: 100'],
    },
  ],
});
