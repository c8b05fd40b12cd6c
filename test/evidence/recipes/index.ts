import { busybox } from './busybox.ts';
import { confined } from './confined.ts';
import { debianImage } from './debian-image.ts';
import { debianMachine } from './debian-machine.ts';
import { debianRoot } from './debian-root.ts';
import { HARDENED } from './hardened.ts';
import type { Recipe } from './system.ts';

/** A few containers as people start them: plain, with the host in reach, and with little left to them. */
const CONTAINERS = `
systemctl start docker
mkdir -p /tmp/image/bin && cp /bin/busybox /tmp/image/bin/ && ln -sf busybox /tmp/image/bin/sh
tar -C /tmp/image -cf - . | docker import - demo:1
docker run -d --name plain demo:1 /bin/busybox sleep 1d
docker run -d --name tools $AWAY --privileged -v /run/docker.sock:/run/docker.sock demo:1 /bin/busybox sleep 1d
docker run -d --name locked --user 1000:1000 --cap-drop ALL --read-only --memory 64m --pids-limit 50 \\
  --security-opt no-new-privileges demo:1 /bin/busybox sleep 1d
rm -r /tmp/image
`;

/** The same with its users away from those of the host; a privileged one has to stay there. */
const REMAPPED = `
docker ps -aq | xargs docker rm -f
echo '{ "userns-remap": "default" }' > /etc/docker/daemon.json
systemctl restart docker
AWAY=--userns=host
`;

/** Rootless Podman, in the lasting session of an account of its own. */
const ROOTLESS = `
useradd -m -s /bin/bash builder
loginctl enable-linger builder
until [ -S /run/user/$(id -u builder)/bus ]; do sleep 1; done
runuser -u builder -- env XDG_RUNTIME_DIR=/run/user/$(id -u builder) HOME=/home/builder sh -ec '
  cd; mkdir -p image/bin; cp /bin/busybox image/bin/; ln -sf busybox image/bin/sh
  tar -C image -cf - . | podman import - demo:1
  podman run -d --network none --name plain demo:1 /bin/busybox sleep 1d
  podman run -d --network none --name tools --privileged -v /:/host demo:1 /bin/busybox sleep 1d
  systemctl --user enable --now podman.socket
'
`;

/** Every recorded system, and how it was made. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  'debian-11': debianMachine({
    suite: 'bullseye',
    packages: ['cron'],
    stages: [{ name: 'debian-11' }, { name: 'debian-11-unprivileged', become: 'none' }],
  }),
  'debian-12-hardened': debianMachine({
    suite: 'bookworm',
    packages: HARDENED.packages,
    files: HARDENED.files,
    bootWords: HARDENED.bootWords,
    stages: [{ name: 'debian-12-hardened', script: HARDENED.script }],
  }),
  'debian-13-docker': debianMachine({
    suite: 'trixie',
    packages: [
      'apparmor',
      'docker.io',
      'docker-cli',
      'busybox-static',
      'iptables',
      'auditd',
      'systemd-timesyncd',
    ],
    stages: [
      { name: 'debian-13-docker', script: CONTAINERS },
      { name: 'debian-13-docker-userns', script: `${REMAPPED}${CONTAINERS}` },
    ],
  }),
  'debian-sid-podman': debianMachine({
    suite: 'sid',
    packages: [
      'nftables',
      'apparmor',
      'podman',
      'uidmap',
      'fuse-overlayfs',
      'busybox-static',
      'dbus-user-session',
    ],
    stages: [{ name: 'debian-sid-podman', script: ROOTLESS }],
  }),
  'debian-12-image': debianImage('bookworm'),
  'debian-13-image': debianImage('trixie'),
  busybox,
  'debian-12-here': {
    with: (take) => take(confined('debian-12-here', debianRoot('bookworm', ['openssh-server']))),
  },
};
