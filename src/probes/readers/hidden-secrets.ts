/** Files of variables for docker.service, in the syntax of systemd.exec(5). */
const ENVIRONMENT_FILE = '^/etc/(default|sysconfig)/docker[^/:]*:';

/** Configuration that may hold secrets: of engines, of sources of packages, of sensors, and of units, whose environment names proxies. */
const MAY_HOLD_SECRETS = `^/(etc/(docker|containerd|containers|crio|buildkit|systemd|apt|apk|dnf|yum|zypp|cni|rancher|yum\\.repos\\.d|distro\\.repos\\.d|falco|tetragon|aide|osquery)|run/systemd|(usr/)?(local/)?lib/systemd|home/[^/:]*/\\.config/(docker|containers|systemd))/|^/etc/(yum|pacman)\\.conf:|${ENVIRONMENT_FILE}`;

/** A key of JSON, TOML or an environment whose value is a secret, up to that value; no part of a path. */
export const SECRET_KEY =
  '[^/[:alnum:]_.-]([[:alnum:]_.-]*([Tt][Oo][Kk][Ee][Nn]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Pp][Aa][Ss][Ss][Ww])[[:alnum:]_.-]*|[Aa]uth|[Aa]uthorization)"?[[:space:]]*[=:][[:space:]]*\\[?[[:space:]]*';

/** Names of variables whose whole value is a secret. */
const SECRET_NAME =
  '[[:alnum:]_]*([Tt][Oo][Kk][Ee][Nn]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Pp][Aa][Ss][Ss]|[Cc][Rr][Ee][Dd]|[Kk][Ee][Yy]|[Aa][Uu][Tt][Hh])[[:alnum:]_]*';

/** A single quote, inside single quotes of the shell. */
const QUOTE = `'\\''`;

/** What may stand in a value without ending it; a backslash that hides a quote or a line end is none. */
const INSIDE = `([^"${QUOTE}\\\\]|\\\\[^"${QUOTE}])*`;
const INSIDE_BARE = `([^"${QUOTE}[:space:]\\\\]|\\\\[^"${QUOTE}[:space:]])*`;

/** Units of k3s and RKE2, whose installers put each word of a command on a line of its own. */
const RANCHER_UNIT = '^/[^:]*/(k3s|rke2)[^/:]*\\.service[^:]*:';
const SECRET_FLAG = `--[a-z0-9-]*(token|secret-key|access-key|passw[a-z]*|vpn-auth)["${QUOTE}]?`;

/** Options of mounts that hold a secret or half of one; a doubled comma belongs to a password (mount.cifs(8)). */
const MOUNT_SECRET = '([Pp][Aa][Ss][Ss][[:alnum:]]*|secret|key|user(name)?)=([^,[:space:]]|,,)*';

/**
 * Hashes of passwd(5) and group(5), where they are not shadowed, have 13 characters at least.
 * Of what inetd and xinetd start no arguments are told. A password of dnf or zypp goes on to the end of its line.
 * A program for `sed -E`, to stand in single quotes, over lines that begin with the name of their file.
 * In files of variables quotes and line ends hidden by a backslash stay: what follows is still read.
 */
export const HIDE_SECRETS = `s~^(/etc/(passwd|group):[^:]*:)[^:]{13,}:~\\1(hidden):~
s~^(/etc/xinetd[^:]*:[[:space:]]*(env|server_args)[[:space:]]*[+-]?=).*~\\1 (hidden)~
s~^(/etc/inetd[^:]*:[[:space:]]*([^[:space:]]+[[:space:]]+){6}).*~\\1(hidden)~
\\#^/etc/fstab:# {
s~${MOUNT_SECRET}~\\1=(hidden)~g
s~^(/etc/fstab:[^[:space:]]*[#/][^[:space:]:/@]*:)[^[:space:]]*@~\\1(hidden)@~
}
\\#^/etc/(default|sysconfig)/kubelet# s#(://[^/@"[:space:]]*:)[^/@"[:space:]]*@#\\1(hidden)@#g
\\#${RANCHER_UNIT}# {
s~(${SECRET_FLAG}(=|[[:space:]]+))[^[:space:]"${QUOTE}\\\\][^[:space:]"${QUOTE}]*~\\1(hidden)~g
\\#${SECRET_FLAG}[[:space:]]*\\\\?$# {
n
s~^([^:]*:).*[^\\\\](\\\\?)$~\\1(hidden) \\2~
}
s#(://[^/@"[:space:]]*:)[^/@"[:space:]]*@#\\1(hidden)@#g
\\#:Environment#!b
}
\\#^/(etc/kubernetes/manifests|var/lib/rancher/rke2/agent/pod-manifests)/# s~^([^:]*:[[:space:]-]*"?value"?:[[:space:]]*).*~\\1(hidden)~
\\#^/etc/rancher/# {
s~^([^:]*:[^:]*(token|passw|passphrase|secret-key|access-key|vpn-auth)[a-z+-]*["${QUOTE}]?[[:space:]]*:[[:space:]]+).*~\\1(hidden)~
s#(://[^/@"[:space:]]*:)[^/@"[:space:]]*@#\\1(hidden)@#g
b
}
\\#${MAY_HOLD_SECRETS}# {
\\#^/etc/(apt|apk|dnf|yum|zypp|distro)[^:]*:# {
s#(://)[^/@"[:space:]]*@#\\1(hidden)@#g
s#(password[[:space:]]*=).*#\\1(hidden)#
}
s#(://[^/@"[:space:]]*:)[^/@"[:space:]]*@#\\1(hidden)@#g
\\#${ENVIRONMENT_FILE}# {
s~^([^:]*:([[:space:]#;]*export )?[[:space:]#;]*${SECRET_NAME}[[:space:]]*=).*[^\\\\](\\\\?)$~\\1(hidden)\\4~
s~(${SECRET_KEY})(\\\\?["${QUOTE}])${INSIDE}~\\1\\4(hidden)~g
s~(${SECRET_KEY})([^]["${QUOTE}[:space:]\\\\]|\\\\[^"${QUOTE}[:space:]])${INSIDE_BARE}~\\1(hidden)~g
b
}
s#(${SECRET_KEY})"[^"]*"#\\1"(hidden)"#g
s#(${SECRET_KEY})[^]["[:space:],}]+#\\1(hidden)#g
}`;
