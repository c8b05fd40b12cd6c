import {
  defineCheck,
  lastSetting,
  type Mismatch,
  notApplicable,
  orAbsent,
  passUnless,
  type Unit,
  unit,
} from '../../src/index.ts';

/** What the units of Docker and containerd have as they come. */
function wrongIn(found: Unit): readonly Mismatch[] {
  const wrong: Mismatch[] = [];
  const delegate = lastSetting(found, 'Service.Delegate');
  // systemd.resource-control(5): a switch, or the controllers that are handed over.
  if (delegate === undefined || /^(no|false|off|0)$/i.test(delegate.value)) {
    wrong.push({
      subject: `${found.name} Delegate`,
      expected: 'yes',
      actual: delegate?.value ?? 'not set',
    });
  }
  const kill = lastSetting(found, 'Service.KillMode');
  if (kill?.value !== 'process') {
    wrong.push({
      subject: `${found.name} KillMode`,
      expected: 'process',
      actual: kill?.value ?? 'control-group, the default',
    });
  }
  const restart = lastSetting(found, 'Service.Restart');
  if (restart === undefined || restart.value === 'no') {
    wrong.push({
      subject: `${found.name} Restart`,
      expected: 'always',
      actual: restart?.value ?? 'no, the default',
    });
  }
  // Left out it may be set by the daemon itself; a positive one makes it the first to die.
  const oom = lastSetting(found, 'Service.OOMScoreAdjust');
  if (oom !== undefined && Number(oom.value) > 0) {
    wrong.push({
      subject: `${found.name} OOMScoreAdjust`,
      expected: '-999 to 0',
      actual: oom.value,
    });
  }
  return wrong;
}

export default defineCheck({
  id: 'services.runtime-unit-limits',
  area: 'services',
  title: 'Units of container daemons keep the settings that containers rest on',
  severity: 'medium',
  level: 1,
  rationale:
    'Without delegation systemd takes control groups, and so limits, away from containers; with another way of killing it ends them with the daemon.',
  remedy:
    'Remove the old copy in /etc/systemd/system: `systemctl revert docker.service containerd.service`; or set Delegate=yes, KillMode=process and Restart=always by `systemctl edit`.',
  references: ['man:systemd.kill(5)', 'man:systemd.resource-control(5)'],
  tags: ['systemd', 'docker', 'containerd'],
  needs: {
    docker: orAbsent(unit('docker.service')),
    containerd: orAbsent(unit('containerd.service')),
  },
  evaluate({ docker, containerd }) {
    const found = [docker, containerd].flatMap((one) =>
      one === undefined || one.masked ? [] : [one],
    );
    if (found.length === 0) return notApplicable('there is no unit of Docker or containerd');
    return passUnless(found.flatMap(wrongIn), found.map(({ path }) => path).join(', '));
  },
});
