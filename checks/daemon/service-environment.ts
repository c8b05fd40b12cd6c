import {
  defineCheck,
  environmentOf,
  notApplicable,
  orAbsent,
  passUnless,
  settingList,
  type Unit,
  unit,
} from '../../src/index.ts';

/** `scheme://user:password@host` */
const CREDENTIALS = /:\/\/[^\s/@:]+:[^\s/@]+@/;

/** Names of variables alone: the values are what nobody should see. */
const leaking = (of: Unit | undefined): readonly string[] => {
  const lines = of === undefined ? [] : settingList(of, 'Service.Environment').map((s) => s.value);
  return [...environmentOf(lines)].filter(([, v]) => CREDENTIALS.test(v)).map(([name]) => name);
};

export default defineCheck({
  id: 'daemon.service-environment',
  area: 'daemon',
  title: 'No password of a proxy lies in the unit of an engine',
  severity: 'medium',
  level: 2,
  rationale: '`systemctl show` prints a unit’s environment to every user of the host.',
  remedy:
    'Move the variable into a file with mode 0600 that the unit names in EnvironmentFile=, then `systemctl daemon-reload` and restart the engine; change the password.',
  references: ['systemd.exec(5):Environment='],
  tags: ['docker', 'containerd', 'systemd'],
  needs: {
    docker: orAbsent(unit('docker.service')),
    containerd: orAbsent(unit('containerd.service')),
    crio: orAbsent(unit('crio.service')),
  },
  evaluate({ docker, containerd, crio }) {
    const units = [docker, containerd, crio].filter((one) => one !== undefined);
    if (units.length === 0) return notApplicable('no unit of an engine is on this host');
    const wrong = units.flatMap((one) =>
      leaking(one).map((name) => ({
        subject: `${one.name} ${name}`,
        expected: 'no password',
        actual: 'a URL with a user and a password',
      })),
    );
    return passUnless(wrong, `${units.map(({ name }) => name).join(', ')}: no password in a URL`);
  },
});
