import { type Reader, unsplit } from '../reader.ts';

/** Where dockerd's files for TLS lie on most hosts; what is no certificate in them stays on the host. */
export const TLS_PLACES = [
  '/etc/docker/*.pem',
  '/etc/docker/*.crt',
  '/etc/docker/*.cert',
  '/etc/docker/certs/*',
  '/etc/docker/pki/*',
  '/etc/docker/ssl/*',
  '/etc/docker/tls/*',
  '/etc/pki/docker/*',
  '/etc/ssl/docker/*',
  '/root/.docker/*.pem',
] as const;

/** A block that is begun and not ended ends with any other: a key may follow in the same file. */
const PROGRAM = `BEGIN {
  for (a = 1; a < ARGC; a++) {
    print "file " ARGV[a]
    inside = 0
    while ((getline text < ARGV[a]) > 0) {
      sub(/\\r$/, "", text)
      if (text ~ /^-----/) inside = text == "-----BEGIN CERTIFICATE-----"
      if (text ~ /^-----(BEGIN|END) CERTIFICATE-----$/ || inside && text ~ /^[A-Za-z0-9+\\/=]+$/) print text
    }
    close(ARGV[a])
  }
}`;

/**
 * Certificates of Docker's daemon in PEM, which every client is shown, and no key that stands beside them.
 * Lines: `closed FILE` that may not be read, `file FILE` before its certificates; at last `status N` of awk.
 */
export const dockerCertificates: Reader = {
  name: 'docker_certificates',
  commands: ['awk'],
  offline: false,
  sh: `set +f
set -- ${TLS_PLACES.join(' ')}
set -f
for f; do
  shift
  case $f in *"$NL"*) continue ;; esac
  if ! [ -f "$f" ]; then continue; fi
  if [ -r "$f" ]; then set -- "$@" "$f"; else say "closed $f"; fi
done
if [ $# = 0 ]; then say 'status 0'; return 0; fi
command awk '${PROGRAM}' "$@"
say "status $?"`,
  split: unsplit,
};
