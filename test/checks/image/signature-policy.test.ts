import policy from '../../../checks/image/signature-policy.ts';
import keys from '../../../checks/image/signature-policy-keys.ts';
import { IDLE, statLine } from '../../support/daemon-evidence.ts';
import { testCheck } from '../../support/test-check.ts';

const FILE = 'text:/etc/containers/policy.json';
const REJECT = [{ type: 'reject' }];
const OPEN = [{ type: 'insecureAcceptAnything' }];
const signed = (keyPath: string) => [{ type: 'sigstoreSigned', keyPath }];
const json = (of: unknown) => `${JSON.stringify(of, null, 2)}\n`;
const KEY = '/etc/pki/containers/release.pub';

testCheck(policy, {
  pass: [
    {
      name: 'nothing that is not signed',
      given: {
        ...IDLE,
        [FILE]: json({
          default: REJECT,
          transports: {
            docker: { 'registry.example.com': signed(KEY) },
            'docker-daemon': { '': OPEN },
          },
        }),
      },
    },
    {
      name: 'a scope that is allowed',
      given: {
        ...IDLE,
        [FILE]: json({ default: REJECT, transports: { docker: { 'quay.io': OPEN } } }),
      },
      params: { unsigned: ['docker:quay.io'] },
    },
  ],
  fail: [
    {
      name: 'as it is shipped',
      given: {
        ...IDLE,
        [FILE]: json({ default: OPEN, transports: { 'docker-daemon': { '': OPEN } } }),
      },
      because: ['/etc/containers/policy.json, default: insecureAcceptAnything'],
    },
    {
      name: 'one registry is open',
      given: {
        ...IDLE,
        [FILE]: json({ default: REJECT, transports: { docker: { 'quay.io': OPEN } } }),
      },
      because: ['/etc/containers/policy.json, docker:quay.io: insecureAcceptAnything'],
    },
    {
      name: 'Podman without a policy',
      given: { ...IDLE, 'stat:/usr/bin/podman': statLine('/usr/bin/podman', '755') },
      because: ['/etc/containers/policy.json: not there'],
    },
  ],
  notApplicable: [{ name: 'neither of them', given: IDLE }],
  unknown: [
    { name: 'no JSON', given: { ...IDLE, [FILE]: '{' } },
    { name: 'no policy', given: { ...IDLE, [FILE]: '{"default": []}\n' } },
  ],
});

const named = { [FILE]: json({ default: signed(KEY) }) };
const FOUND = 'stat:/etc/pki/containers/*';

testCheck(keys, {
  pass: [{ name: 'root’s', given: { ...named, [FOUND]: statLine(KEY, '644') } }],
  fail: [
    {
      name: 'of an account, open to all',
      given: { ...named, [FOUND]: statLine(KEY, '666', '1000:0') },
      because: [`${KEY} owner: ada (1000)`, `${KEY} mode: 0666`],
    },
    { name: 'missing', given: named, because: [`${KEY}: not there`] },
  ],
  notApplicable: [
    { name: 'no policy', given: {} },
    { name: 'no key', given: { [FILE]: json({ default: REJECT }) } },
  ],
  unknown: [{ name: 'elsewhere', given: { [FILE]: json({ default: signed('/opt/key.pub') }) } }],
});
