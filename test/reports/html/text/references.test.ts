import { expect, it } from 'vitest';
import { referenceLink } from '../../../../reports/html/text/references.ts';
import { HOSTILE_TEXTS } from '../../../support/report-fixture.ts';

it.each([
  [
    'kernel-doc:admin-guide/sysctl/kernel.rst',
    'Kernel documentation: admin-guide/sysctl/kernel',
    'https://docs.kernel.org/admin-guide/sysctl/kernel.html',
  ],
  [
    'kernel-doc:admin-guide/kernel-parameters.txt',
    'Kernel documentation: admin-guide/kernel-parameters',
    'https://docs.kernel.org/admin-guide/kernel-parameters.html',
  ],
  [
    'kernel-doc:admin-guide/hw-vuln',
    'Kernel documentation: admin-guide/hw-vuln',
    'https://docs.kernel.org/admin-guide/hw-vuln/index.html',
  ],
  ['man:sshd_config.5', 'sshd_config(5)', 'https://manpages.debian.org/sshd_config.5'],
  ['man:user@.service(5)', 'user@.service(5)', 'https://manpages.debian.org/user%40.service.5'],
  ['cve:CVE-2024-21626', 'CVE-2024-21626', 'https://www.cve.org/CVERecord?id=CVE-2024-21626'],
  ['cis-docker-1.6:3.15', 'cis-docker-1.6:3.15', undefined],
  ['kernel-doc:../../etc/passwd.rst', 'kernel-doc:../../etc/passwd.rst', undefined],
  ['man:javascript:alert(1).1', 'man:javascript:alert(1).1', undefined],
  ['constructor:name', 'constructor:name', undefined],
])('reads %s', (reference, text, href) => {
  expect(referenceLink(reference)).toEqual({ text, href });
});

it.each(HOSTILE_TEXTS)('makes no link of %j', (text) => {
  for (const source of ['kernel-doc', 'man', 'cve', 'https'])
    expect(referenceLink(`${source}:${text}`).href).toBeUndefined();
});
