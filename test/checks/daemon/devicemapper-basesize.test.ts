import basesize from '../../../checks/daemon/devicemapper-basesize.ts';
import type { Given } from '../../../src/testing/check-cases.ts';
import { IDLE, JSON_PATH, runningDocker } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const none = [{ name: 'no Docker', given: IDLE }];
const broken = [{ name: 'broken daemon.json', given: { ...runningDocker({}), [JSON_PATH]: '{' } }];
const mapped = (...options: readonly string[]): Given =>
  runningDocker({ 'storage-driver': 'devicemapper', 'storage-opts': options });

testCheck(basesize, {
  pass: [
    { name: 'not set', given: mapped('dm.fs=xfs') },
    { name: 'as chosen', given: mapped('dm.basesize=10G'), params: { size: '10G' } },
  ],
  fail: [
    {
      name: 'another',
      given: mapped('dm.basesize=50G'),
      params: { size: '10G' },
      because: ['dm.basesize: 50G'],
    },
  ],
  notApplicable: [
    ...none,
    { name: 'overlay2', given: runningDocker({ 'storage-opts': ['dm.basesize=9G'] }) },
  ],
  manual: [{ name: 'set', given: mapped('dm.basesize=50G') }],
  unknown: broken,
});
