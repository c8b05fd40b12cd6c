import { defineCheck, engineRelays, passUnless, required } from '../../src/index.ts';

export default defineCheck({
  id: 'daemon.socket-proxied',
  area: 'daemon',
  title: 'No process passes the socket of an engine on',
  severity: 'critical',
  level: 1,
  rationale:
    'Whoever reaches the other end commands the engine without showing who they are, and so is root on the host.',
  remedy:
    'Stop the relay and what starts it; reach the engine by `docker -H ssh://host` in its place.',
  references: ['docker:engine/security/protect-access'],
  tags: ['docker', 'containerd', 'socket'],
  needs: { relays: required(engineRelays) },
  evaluate: ({ relays }) =>
    passUnless(
      relays.map(({ program, socket }) => ({
        subject: `${program}, ${socket}`,
        expected: 'no relay',
        actual: 'its command line names the socket',
      })),
      'no relay that runs names an engine’s socket',
    ),
});
