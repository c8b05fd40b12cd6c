import { z } from 'zod';
import { defineCheck, fileText, orAbsent, pass, passUnless } from '../../src/index.ts';

const params = z.object({
  /** Libraries that may be loaded into every program, as the file names them. */
  allowed: z.array(z.string()).default([]),
});

export default defineCheck({
  id: 'files.library-preload',
  area: 'files',
  title: 'No library is loaded into every program',
  severity: 'critical',
  level: 1,
  rationale:
    'What /etc/ld.so.preload names runs inside every program, root’s and setuid ones too: where rootkits hide.',
  remedy:
    'Find out where the library comes from; remove its line from /etc/ld.so.preload, or name it in the parameter `allowed`.',
  references: ['lynis:FILE-7524'],
  tags: ['files', 'programs'],
  params,
  needs: { preload: orAbsent(fileText('/etc/ld.so.preload')) },
  evaluate({ preload }, { params: { allowed } }) {
    if (preload === undefined) return pass('/etc/ld.so.preload does not exist');
    // ld.so(8): separated by spaces, colons or line ends; the rest of a line after # is a comment.
    const named = preload
      .split('\n')
      .flatMap((line) => line.replace(/#.*$/, '').split(/[\s:]+/))
      .filter((name) => name !== '');
    return passUnless(
      [...new Set(named)]
        .filter((name) => !allowed.includes(name))
        .map((name) => ({
          subject: `/etc/ld.so.preload ${name}`,
          expected: 'not there, or in the parameter allowed',
          actual: 'loaded into every program',
        })),
      named.length === 0 ? '/etc/ld.so.preload names nothing' : 'only libraries that are allowed',
    );
  },
});
