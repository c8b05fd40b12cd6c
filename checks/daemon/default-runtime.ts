import { z } from 'zod';
import {
  defineCheck,
  dockerSettings,
  fail,
  manual,
  notApplicable,
  orAbsent,
  pass,
} from '../../src/index.ts';

const params = z.object({
  runtimes: z.array(z.string()).default(['runc', 'crun', 'runsc', 'kata-runtime', 'youki', 'kata']),
});

/** runc, and programs that are found by their name (moby daemon/runtime_unix.go). */
const BUILT_IN = /^(runc|io\.containerd\.[\w.-]+)$/;

export default defineCheck({
  id: 'daemon.default-runtime',
  area: 'daemon',
  title: 'Docker’s default runtime is runc or a known sandbox',
  severity: 'medium',
  level: 1,
  rationale: 'The runtime is a program that root runs for each container, past every confinement.',
  remedy:
    'Remove `default-runtime` in /etc/docker/daemon.json, then `systemctl restart docker`; or name the runtime in the parameter `runtimes` once you know it.',
  references: [],
  tags: ['docker'],
  params,
  needs: { docker: orAbsent(dockerSettings('default-runtime', 'runtimes')) },
  evaluate({ docker }, { params: { runtimes } }) {
    if (docker === undefined) return notApplicable('Docker is not on this host');
    const chosen = docker.sides.map(({ settings }) => ({
      name: settings['default-runtime'] || 'runc',
      known: settings.runtimes ?? {},
    }));
    const missing = chosen.find(
      ({ name, known }) => !BUILT_IN.test(name) && known[name] === undefined,
    );
    if (missing !== undefined) {
      return fail({
        subject: `default-runtime ${missing.name}`,
        expected: 'a runtime that dockerd knows',
        actual: 'not among `runtimes`: dockerd does not start',
      });
    }
    const odd = chosen.find(
      ({ name }) => !runtimes.includes(name) && !/^io\.containerd\.(runc|runsc|kata)\./.test(name),
    );
    if (odd === undefined) return pass(`default-runtime: ${chosen.map((c) => c.name).join(', ')}`);
    const { path, runtimeType } = odd.known[odd.name] ?? {};
    return manual(
      `Is ${odd.name} (${path ?? runtimeType ?? 'program not said'}) a runtime that you mean to run as root for every container?`,
    );
  },
});
