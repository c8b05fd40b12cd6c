/** What a reader of the collector answers, and by which programs of the host, in words for people. */
export interface ReaderWords {
  readonly what: string;
  readonly by: string;
}

/** By the reader's name, which is what stands before the colon of a reading. */
export const READER_WORDS: Readonly<Record<string, ReaderWords>> = {
  text: { what: 'The text of', by: 'grep' },
  stat: { what: 'Mode, owner and kind of', by: 'stat' },
  shadow: { what: 'Kinds of password hashes, never the hashes', by: 'awk' },
  processes: {
    what: 'Processes: their namespaces, capabilities, filters, mounts and limits, and flags of daemons',
    by: 'grep in /proc',
  },
  commands: { what: 'Names of processes', by: 'the shell in /proc' },
  deleted_files: { what: 'Programs that run though their files are gone', by: 'grep in /proc' },
  container_names: { what: 'Names and images of containers in the engines’ state', by: 'grep' },
  container_settings: { what: 'Settings of containers in the engines’ state', by: 'awk' },
  engine_words: {
    what: 'Sockets and listeners on command lines of engines and relays',
    by: 'grep in /proc',
  },
  named_paths: { what: 'Paths that configuration names, with their modes', by: 'awk and stat' },
  odd_files: { what: 'Programs with setuid, and what everybody may write to', by: 'find' },
  audit_state: { what: 'The kernel’s audit state and rules', by: 'auditctl' },
  packet_filter: { what: 'The packet filter’s rules', by: 'nft and iptables' },
  log_space: { what: 'Free space where logs are written', by: 'stat' },
  docker_certificates: { what: 'Certificates of Docker’s daemon', by: 'awk' },
  packages: { what: 'Installed packages in the package manager’s database', by: 'grep or rpm' },
  available: { what: 'Kernels that the host’s package lists offer', by: 'grep' },
  dpkg_state: { what: 'What dpkg says is not in order, and updates on offer', by: 'awk' },
  kconfig: { what: 'Build options of the kernel', by: 'grep' },
  modules: { what: 'Kernel modules on disk or built in', by: 'grep' },
  clock: { what: 'The host’s clock', by: 'date' },
};

/** The reader and the argument of a reading, `text:/etc/os-release`. */
export function readingParts(key: string): { readonly reader: string; readonly argument: string } {
  const colon = key.indexOf(':');
  return colon < 0
    ? { reader: key, argument: '' }
    : { reader: key.slice(0, colon), argument: key.slice(colon + 1) };
}
