import { isUnconfinedType } from '../../probes/isolation/confinement.ts';
import type { Contained } from '../../probes/isolation/contained.ts';
import { isRootless, podOf } from '../../probes/isolation/pods.ts';
import { exempt, fine, type Judge, type Judgement, unread, wrong } from './container-table.ts';

const NO_LABEL = 'the label of the security module was not read';

/** An AppArmor profile in force. Engines of users cannot load any. */
export const apparmorProfile: Judge = ({ confinement, host, container }) => {
  if (confinement.kind !== 'apparmor') {
    if (host.apparmor === 'unknown') return unread('whether AppArmor is on was not read');
    if (host.apparmor === 'off' || confinement.kind === 'selinux') {
      return exempt('AppArmor is not on');
    }
    return unread(NO_LABEL);
  }
  if (isRootless(container)) return exempt('engines without root cannot load AppArmor profiles');
  const { profile, mode } = confinement;
  if (mode === 'enforce' || mode === 'kill') return fine;
  return wrong([
    {
      expected: 'an AppArmor profile in enforce mode',
      actual: profile === mode ? profile : `${profile} (${mode})`,
    },
  ]);
};

/** For hosts where SELinux enforces its policy. */
function enforced(
  { host, confinement }: Contained,
  judge: (type: string, level: string) => Judgement,
): Judgement {
  if (host.selinux === 'off') return exempt('SELinux is not on');
  if (host.selinux === 'permissive') return exempt('SELinux does not enforce its policy');
  if (host.selinux === 'unknown') return unread('whether SELinux enforces was not read');
  return confinement.kind === 'selinux'
    ? judge(confinement.type, confinement.level)
    : unread(NO_LABEL);
}

export const selinuxDomain: Judge = (contained) =>
  enforced(contained, (type) =>
    isUnconfinedType(type)
      ? wrong([{ expected: 'a confined domain such as container_t', actual: type }])
      : fine,
  );

/** A pair of categories that no container outside its pod has. */
export const selinuxCategories: Judge = (contained, all) =>
  enforced(contained, (type, level) => {
    if (isUnconfinedType(type)) return exempt('no container is in a confined domain');
    if (!/:c\d+/.test(level)) {
      return wrong([{ expected: 'categories of its own', actual: level === '' ? 'none' : level }]);
    }
    const pod = podOf(contained.container);
    const same = all.filter(
      ({ container, confinement }) =>
        container.id !== contained.container.id &&
        confinement.kind === 'selinux' &&
        confinement.level === level &&
        (pod === undefined || podOf(container) !== pod),
    );
    const names = same.map(({ container }) => container.name);
    if (names.length === 0) return fine;
    return wrong([
      { expected: 'categories of its own', actual: `${level}, as ${names.join(', ')}` },
    ]);
  });
