import type { BenchmarkOutline } from '../../src/index.ts';

export const cisDocker17: BenchmarkOutline = {
  id: 'cis-docker-1.7',
  title: 'CIS Docker Benchmark 1.7',
  about:
    'Only those sections whose numbers were seen in a public source; each means what it means in 1.6.',
  sameAs: 'cis-docker-1.6',
  sections: [
    { id: '1.1.1', title: 'The data roots of the engines are on file systems of their own' },
    { id: '1.1.2' },
    {
      id: '1.1.3',
      title: 'The audit system records changes or use of /usr/bin/dockerd (or the ExecStart path)',
    },
    { id: '1.1.4', title: 'The audit system records changes or use of /run/containerd' },
    {
      id: '1.1.5',
      title: 'The audit system records changes or use of /var/lib/docker (or data-root)',
    },
    { id: '1.1.6', title: 'The audit system records changes or use of /etc/docker' },
    {
      id: '1.2.1',
      title: 'The host itself is hardened',
      manual:
        'All other areas of hostward are about the host; whether what they show is enough, a person decides',
    },
    { id: '1.2.2' },
    { id: '2.1' },
    { id: '2.2' },
    { id: '2.3' },
    { id: '2.4' },
    { id: '2.5' },
    { id: '2.6' },
    { id: '2.7' },
  ],
};
