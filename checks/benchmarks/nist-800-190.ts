import type { BenchmarkOutline } from '../../src/index.ts';

const ORCHESTRATOR = 'It is about the accounts of the orchestrator, which its nodes do not know';

export const nist800190: BenchmarkOutline = {
  id: 'nist-800-190',
  title: 'NIST SP 800-190, Application Container Security Guide',
  about: 'The countermeasures of its section 4, as far as checks of hosts answer them.',
  sections: [
    {
      id: '4.1.1',
      title: 'Vulnerabilities in images are found and mended',
      checks: ['image.scanner-*', 'image.age', 'image.end-of-life-base'],
    },
    {
      id: '4.1.2',
      title: 'Images are configured to run with little privilege',
      checks: ['image.root-user', 'image.setuid-files', 'runtime.root-user', 'runtime.ssh-inside'],
    },
    {
      id: '4.1.3',
      title: 'Images hold no malware',
      manual:
        'Whether images are scanned for malware where they are built is asked of their builders',
    },
    {
      id: '4.1.4',
      title: 'Secrets are kept out of images',
      checks: ['image.secrets-in-history', 'integrity.image-secrets', 'runtime.secrets-in-*'],
    },
    {
      id: '4.1.5',
      title: 'Only images that are trusted run',
      checks: [
        'image.signature-*',
        'image.blocked-registries',
        'image.content-trust',
        'image.policy-engine',
        'image.trusted-registries',
        'image.verification-tools',
        'kubelet.registry-credential-verification',
      ],
    },
    {
      id: '4.2.1',
      title: 'Registries are reached over encrypted connections',
      checks: [
        'daemon.insecure-registries',
        'daemon.registry-mirrors',
        'daemon.containerd-registry-verification',
        'daemon.podman-registries',
        'daemon.registry-certificates',
      ],
    },
    {
      id: '4.2.2',
      title: 'Stale images are not used',
      checks: ['image.tag-latest', 'image.unused-old', 'image.untagged', 'runtime.image-*'],
    },
    {
      id: '4.2.3',
      title: 'Credentials for registries are kept safe',
      checks: [
        'accounts.registry-credentials',
        'daemon.docker-cli-credentials',
        'kubelet.image-credential-provider',
      ],
    },
    {
      id: '4.3.1',
      title: 'Administrators of the orchestrator can do no more than they need',
      left: ORCHESTRATOR,
    },
    {
      id: '4.3.2',
      title: 'Nobody gets at the orchestrator without authority',
      checks: [
        'kubelet.anonymous-auth',
        'kubelet.authorization-mode',
        'kubelet.client-ca',
        'kubelet.read-only-port',
        'kubelet.webhook-authentication',
        'kubelet.etcd-client-authentication',
      ],
    },
    {
      id: '4.3.3',
      title: 'Traffic between containers is kept apart',
      checks: [
        'daemon.icc',
        'network.inter-container',
        'network.user-bridge-icc',
        'network.policy-engine',
        'network.encrypted-overlay',
      ],
    },
    {
      id: '4.3.4',
      title: 'Workloads of unlike sensitivity share no host',
      manual: 'Which workloads may share a host is for their owners to say',
    },
    {
      id: '4.3.5',
      title: 'Nodes are trusted by the orchestrator, and no further than they must be',
      checks: [
        'integrity.kubernetes-node-identity',
        'kubelet.bootstrap-kubeconfig',
        'kubelet.client-key',
        'kubelet.join-token-file',
        'kubelet.kubeconfig-file',
        'kubelet.*certificate*',
        'kubelet.node-restriction-labels',
      ],
    },
    {
      id: '4.4.1',
      title: 'The container runtime has no known vulnerabilities',
      checks: [
        'daemon.*-vulnerabilities',
        'daemon.*-eol',
        'daemon.crun-version',
        'kubelet.eol',
        'updates.runtime-held',
      ],
    },
    {
      id: '4.4.2',
      title: 'What containers may reach over the network is limited',
      checks: [
        'network.container-host-access',
        'network.docker-user-rules',
        'network.forward-policy',
        'network.metadata-service',
        'runtime.host-network',
      ],
    },
    {
      id: '4.4.3',
      title: 'Containers are not run with insecure settings',
      checks: [
        'runtime.*',
        'seccomp.*',
        'capabilities.*',
        'mac.apparmor-*',
        'mac.selinux-*',
        'daemon.no-new-privileges',
        'namespaces.docker-userns-remap',
      ],
    },
    {
      id: '4.4.4',
      title: 'Attacks on applications in containers are noticed and held up',
      checks: ['monitoring.*', 'runtime.read-only-root'],
    },
    {
      id: '4.4.5',
      title: 'No container runs that nobody knows of',
      checks: ['runtime.orphans', 'daemon.tcp-*', 'daemon.*-socket-mode', 'daemon.engine-groups'],
    },
    {
      id: '4.5.1',
      title: 'The host offers little to attack',
      checks: ['services.*', 'modules.*', 'kconfig.*'],
    },
    {
      id: '4.5.2',
      title: 'The kernel that containers share is hardened',
      checks: ['sysctl.*', 'kernel.*', 'boot.*', 'cpu.*', 'namespaces.*', 'cgroup.*'],
    },
    {
      id: '4.5.3',
      title: 'Components of the host are kept up to date',
      checks: ['updates.*', 'kernel.security-update', 'kernel.patch-level'],
    },
    {
      id: '4.5.4',
      title: 'People have no more rights on the host than they need',
      checks: ['accounts.*', 'ssh.*', 'audit.*', 'logging.*'],
    },
    {
      id: '4.5.5',
      title: 'Files of the host cannot be changed by containers',
      checks: ['runtime.host-mounts-*', 'filesystem.*', 'files.*', 'integrity.*'],
    },
    {
      id: '4.6',
      title: 'Trust begins in the hardware',
      checks: [
        'integrity.secure-boot',
        'integrity.tpm',
        'integrity.ima',
        'integrity.verity',
        'kernel.secure-boot',
        'kernel.measured-boot',
      ],
    },
  ],
};
