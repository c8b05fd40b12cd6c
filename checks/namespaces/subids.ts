import {
  type AnyCheck,
  defineCheck,
  groups,
  idsIn,
  type Mismatch,
  notApplicable,
  orAbsent,
  overlap,
  passUnless,
  rangesByOwner,
  required,
  type SubidFile,
  shownRange,
  subids,
} from '../../src/index.ts';

const NONE = 'there is neither /etc/subuid nor /etc/subgid';
const NO_RANGES = 'no range is given to anyone';
/** What an image may expect: ids 0 to 65535. */
const ENOUGH = 65_536;
/** Owners that are no accounts, or not yet: of Podman’s --userns=auto, of dockerd, of the kubelet. */
const PSEUDO = new Set(['containers', 'dockremap', 'kubelet']);

const rangesOf = (files: readonly SubidFile[]): number =>
  files.reduce((sum, { ranges }) => sum + ranges.length, 0);

const checks: readonly AnyCheck[] = [
  defineCheck({
    id: 'namespaces.subid-disjoint',
    area: 'namespaces',
    title: 'Subordinate ranges of different owners do not overlap',
    severity: 'high',
    level: 1,
    rationale:
      'Two owners whose ranges overlap can read and kill what is in each other’s containers.',
    remedy:
      'Give each owner a range of its own with `usermod --del-subuids … --add-subuids START-END USER` (and --add-subgids), then change the owner of the files that its containers have.',
    references: ['subuid(5)', 'subgid(5)'],
    tags: ['subids'],
    needs: { seen: orAbsent(subids) },
    evaluate({ seen }) {
      if (seen === undefined) return notApplicable(NONE);
      const wrong = seen.files.flatMap((file) => {
        const all = [...rangesByOwner(file, seen.accounts)].flatMap(([owner, ranges]) =>
          ranges.map((range) => ({ owner, range })),
        );
        return all.flatMap((a, at) =>
          all
            .slice(at + 1)
            .filter((b) => b.owner !== a.owner && overlap(a.range, b.range))
            .map((b) => ({
              subject: `${file.path} ${a.owner} and ${b.owner}`,
              expected: 'ranges of their own',
              actual: `${shownRange(a.range)} and ${shownRange(b.range)}`,
            })),
        );
      });
      return passUnless(wrong, `${rangesOf(seen.files)} ranges, none in another’s`);
    },
  }),
  defineCheck({
    id: 'namespaces.subid-host-overlap',
    area: 'namespaces',
    title: 'No subordinate range covers an id of a real account',
    severity: 'high',
    level: 1,
    rationale: 'A container of the range’s owner could act as that account on the host.',
    remedy: 'Move the range above the ids of all accounts, directory services included.',
    references: ['subuid(5)', 'subgid(5)', 'systemd:UIDS-GIDS.md'],
    tags: ['subids', 'accounts'],
    needs: { seen: orAbsent(subids), groups: required(groups) },
    evaluate({ seen, groups: known }) {
      if (seen === undefined) return notApplicable(NONE);
      const [users, others] = seen.files;
      const ids = [
        { file: users, of: seen.accounts.map(({ name, uid }) => ({ name, id: uid })) },
        { file: others, of: known.map(({ name, gid }) => ({ name, id: gid })) },
      ];
      const wrong = ids.flatMap(({ file, of }) =>
        file.ranges.flatMap((range): Mismatch[] => {
          const subject = `${file.path} ${range.owner} ${shownRange(range)}`;
          const inside = of.filter(({ id }) => id >= range.start && id < range.start + range.count);
          return [
            // Below lie system accounts and the dynamic users of systemd.
            ...(range.start < ENOUGH
              ? [{ subject, expected: `from ${ENOUGH} up`, actual: `starts at ${range.start}` }]
              : []),
            ...inside.map(({ name, id }) => ({
              subject: `${subject} ${name}`,
              expected: 'no id of an account',
              actual: `${name} is ${id}`,
            })),
          ];
        }),
      );
      const note = seen.directory ? '; accounts of the directory service not asked' : '';
      return passUnless(wrong, `no local account lies in a range${note}`);
    },
  }),
  defineCheck({
    id: 'namespaces.subid-size',
    area: 'namespaces',
    title: 'Each owner of subordinate ids has at least 65536 of them',
    severity: 'low',
    level: 1,
    rationale:
      'With fewer, images fail to unpack, and administrators answer with containers of root.',
    remedy: 'Add a range with `usermod --add-subuids START-END --add-subgids START-END USER`.',
    references: ['subuid(5)', 'subgid(5)'],
    tags: ['subids'],
    needs: { seen: orAbsent(subids) },
    evaluate({ seen }) {
      if (seen === undefined) return notApplicable(NONE);
      if (rangesOf(seen.files) === 0) return notApplicable(NO_RANGES);
      const wrong = seen.files.flatMap((file) =>
        [...rangesByOwner(file, seen.accounts)]
          .filter(([, ranges]) => idsIn(ranges) < ENOUGH)
          .map(([owner, ranges]) => ({
            subject: `${file.path} ${owner}`,
            expected: `${ENOUGH} ids or more`,
            actual: `${idsIn(ranges)} ids`,
          })),
      );
      return passUnless(wrong, 'every owner has enough');
    },
  }),
  defineCheck({
    id: 'namespaces.subid-agreement',
    area: 'namespaces',
    title: 'Every owner has as many subordinate groups as users',
    severity: 'low',
    level: 2,
    rationale: 'Where one side is missing newgidmap fails, and users ask for containers of root.',
    remedy:
      'Add the missing range with `usermod --add-subuids START-END --add-subgids START-END USER`.',
    references: ['subuid(5)', 'subgid(5)'],
    tags: ['subids'],
    needs: { seen: orAbsent(subids) },
    evaluate({ seen }) {
      if (seen === undefined) return notApplicable(NONE);
      if (rangesOf(seen.files) === 0) return notApplicable(NO_RANGES);
      const [users, others] = seen.files.map((file) => rangesByOwner(file, seen.accounts));
      const owners = [...new Set([...(users?.keys() ?? []), ...(others?.keys() ?? [])])];
      const counts = owners.map((owner) => ({
        owner,
        uids: idsIn(users?.get(owner) ?? []),
        gids: idsIn(others?.get(owner) ?? []),
      }));
      return passUnless(
        counts
          .filter(({ uids, gids }) => uids !== gids)
          .map(({ owner, uids, gids }) => ({
            subject: `subordinate ids of ${owner}`,
            expected: 'as many groups as users',
            actual: `${uids} users, ${gids} groups`,
          })),
        `${owners.length} owners with as many of both`,
      );
    },
  }),
  defineCheck({
    id: 'namespaces.subid-syntax',
    area: 'namespaces',
    title: 'Every line of /etc/subuid and /etc/subgid is well formed and names an account',
    severity: 'low',
    level: 1,
    rationale: 'A range of a deleted account passes to whoever gets its name or number next.',
    remedy: 'Remove the line with `usermod --del-subuids` and `--del-subgids`, or by hand.',
    references: ['subuid(5)', 'subgid(5)'],
    tags: ['subids', 'accounts'],
    needs: { seen: orAbsent(subids) },
    evaluate({ seen }) {
      if (seen === undefined) return notApplicable(NONE);
      const known = new Set(seen.accounts.flatMap(({ name, uid }) => [name, String(uid)]));
      const wrong = seen.files.flatMap((file): Mismatch[] => [
        ...file.broken.map(({ line, text }) => ({
          subject: `${file.path}:${line}`,
          expected: 'OWNER:START:COUNT',
          actual: text,
        })),
        // With a directory service the account may be one of its own.
        ...(seen.directory ? [] : file.ranges)
          .filter(({ owner }) => !known.has(owner) && !PSEUDO.has(owner))
          .map(({ owner, line }) => ({
            subject: `${file.path}:${line}`,
            expected: 'an account',
            actual: `${owner} does not exist`,
          })),
      ]);
      const note = seen.directory ? '; owners of the directory service not asked' : '';
      return passUnless(wrong, `${rangesOf(seen.files)} ranges, all well formed${note}`);
    },
  }),
];

export default checks;
