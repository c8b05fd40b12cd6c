import { z } from 'zod';
import { type FileStat, octal, stat } from '../../probes/files/stat.ts';
import { type Judged, requirement, whenAbsent } from '../requirement.ts';
import { absence, form, hostPath, plainName, yesOrNo } from './form.ts';

const MODE = 'a mode in quotes: "0640"';

const ownedSchema = z
  .strictObject({
    path: hostPath,
    mode: z
      .string(MODE)
      .regex(/^0?[0-7]{3,4}$/, MODE)
      .exactOptional()
      .describe('Most permissions that it may have.'),
    owner: plainName.exactOptional(),
    group: plainName.exactOptional(),
    whenAbsent: absence,
  })
  .describe('Who owns a file or folder, and who may do what with it. Links are followed.');

const existsSchema = z
  .strictObject({ path: hostPath, exists: yesOrNo })
  .describe('A path that is there, or is not.');

type Owned = z.infer<typeof ownedSchema>;

export const pathForm = form(
  ['path'],
  ownedSchema,
  ownedSchema.refine(({ mode, owner, group }) => (mode ?? owner ?? group) !== undefined, {
    error: 'mode, owner or group',
  }),
  (written) => {
    const { path, whenAbsent: meaning = 'fail' } = written;
    const expected = wantedOf(written);
    return requirement(
      written,
      stat(path),
      (found): Judged =>
        isAsWanted(written, found)
          ? { note: `${path} is ${shownStat(found)}` }
          : { mismatch: { subject: path, expected, actual: shownStat(found) } },
      () => whenAbsent(meaning, path, expected, `there is no ${path}`),
    );
  },
);

export const existsForm = form(['path', 'exists'], existsSchema, existsSchema, (written) => {
  const { path, exists } = written;
  const judged = (isThere: boolean): Judged =>
    isThere === exists
      ? { note: isThere ? `${path} is there` : `there is no ${path}` }
      : {
          mismatch: {
            subject: path,
            expected: exists ? 'there' : 'not there',
            actual: isThere ? 'there' : 'not there',
          },
        };
  return requirement(
    written,
    stat(path),
    () => judged(true),
    () => judged(false),
  );
});

function isAsWanted({ mode, owner, group }: Owned, found: FileStat): boolean {
  return (
    (mode === undefined || (found.mode & ~Number.parseInt(mode, 8)) === 0) &&
    (owner === undefined || found.owner === owner) &&
    (group === undefined || found.group === group)
  );
}

const wantedOf = ({ mode, owner, group }: Owned): string =>
  [
    ...(mode === undefined ? [] : [`mode ${octal(Number.parseInt(mode, 8))} or stricter`]),
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(group === undefined ? [] : [`group ${group}`]),
  ].join(', ');

const shownStat = ({ mode, owner, group }: FileStat): string =>
  `mode ${octal(mode)}, owner ${owner}, group ${group}`;
