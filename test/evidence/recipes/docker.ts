import { borrowDockerHost, DAEMON_JSON } from '../../support/docker-host.ts';
import { startDockerEngine } from '../../support/docker-engine.ts';
import type { Recipe } from './system.ts';

/** Docker Engine on this machine's own kernel, with containers as people start them. */
export const dockerHere = (settings: Readonly<Record<string, unknown>>): Recipe => ({
  with: async (take) => {
    const giveBack = await borrowDockerHost();
    try {
      const engine = await startDockerEngine({ settings, config: DAEMON_JSON });
      try {
        const remapped = 'userns-remap' in settings;
        await engine.run('plain');
        // With remapped users a privileged one has to leave them.
        const away = remapped ? ['--userns=host'] : [];
        await engine.run('tools', '--privileged', ...away, '--volume=/run/docker.sock:/run/docker.sock');
        await engine.run(
          'locked',
          ...['--user=1000:1000', '--cap-drop=ALL', '--read-only', '--memory=64m', '--memory-swap=64m'],
          ...['--pids-limit=50', '--security-opt=no-new-privileges'],
        );
        await take({ host: { connection: { transport: 'local' } } });
      } finally {
        await engine.stop();
      }
    } finally {
      await giveBack();
    }
  },
});
