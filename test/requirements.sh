#!/bin/sh
# Installs what the tests need beside npm packages: real servers and shells, not stand-ins.
# As root on a system with apt they are installed; else the missing ones are named.
set -eu
missing=''
need() {
  PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null || missing="$missing $2"
}
need sshd openssh-server
need ssh-agent openssh-client
need dash dash
need bash bash
need mksh mksh
need yash yash
need posh posh
need ksh93 ksh93u+m
need zsh zsh
need fish fish
need tcsh tcsh
need busybox busybox-static
need strace strace
need shellcheck shellcheck
need sudo sudo
need doas opendoas
need dockerd docker.io
need docker docker.io
need chromium "chromium fonts-dejavu-core"
need git git
need rpmbuild rpm
need skopeo skopeo
need promtool prometheus
need systemd-analyze systemd
need jq jq
need curl curl
need nft nftables
need iptables-save iptables
need xmllint libxml2-utils
need pg_ctlcluster postgresql
[ -e /usr/share/openscap/schemas ] || missing="$missing openscap-common"
for name in "$@"; do need "${name%%:*}" "${name#*:}"; done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # shellcheck disable=SC2086
  # The run level keeps packages from starting their servers: tests start their own.
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The tests need packages that are not installed:$missing" >&2
  echo "Install them, or run this command as root on Debian or Ubuntu." >&2
  exit 1
fi
