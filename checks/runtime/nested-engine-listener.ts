import {
  defineCheck,
  nestedListeners,
  notApplicable,
  passUnless,
  required,
} from '../../src/index.ts';

export default defineCheck({
  id: 'runtime.nested-engine-listener',
  area: 'runtime',
  title: 'No engine inside a container takes commands from clients that it does not verify',
  severity: 'critical',
  level: 1,
  rationale:
    'An engine in a container is nearly always privileged: whoever reaches its port, as any other job of a CI does, starts a container there and is root on the host.',
  remedy:
    'Create it anew with certificates (`DOCKER_TLS_CERTDIR=/certs` for docker:dind), or let it listen on a socket that it shares with its client alone.',
  references: ['docker:engine/security/protect-access'],
  tags: ['containers', 'docker'],
  needs: { nested: required(nestedListeners) },
  evaluate: ({ nested: { containers, listeners } }) =>
    containers === 0
      ? notApplicable('no container is running')
      : passUnless(
          listeners.map(({ container, daemon, address }) => ({
            subject: `container ${container}, ${daemon}`,
            expected: 'clients verified by certificate',
            actual: address,
          })),
          `none in ${containers} running containers`,
        ),
});
