import { type Reader, unsplit } from '../reader.ts';

/**
 * The packet filter's rules, as the tools list them. Listing must load nothing into the kernel: nf_tables is
 * only asked where it is there already, the older tables only where /proc/net names one.
 * Lines of our own come before each list: `section nft|iptables|ip6tables|legacy4|legacy6`; then
 * `status N`. `nf_tables absent` says that there can be no such rules, `nf_tables unknown` that nobody could
 * tell, `nf_tables toolless` that no program on the host can list them; `tables closed` that the names of
 * the older tables may not be read.
 */
export const packetFilter: Reader = {
  name: 'packet_filter',
  commands: [
    'nft',
    'iptables-save',
    'ip6tables-save',
    'iptables-legacy-save',
    'ip6tables-legacy-save',
  ],
  offline: false,
  sh: `listed() {
  say "section $1"
  shift
  t "$@"
  say "status $?"
}
holds() {
  while read -r line; do
    case $line in "nf_tables "*|*/nf_tables.ko*) return 0 ;; esac
  done <"$1"
  return 1
}
legacy() {
  if ! [ -e "$2" ]; then return; fi
  if ! [ -r "$2" ]; then say 'tables closed'; return; fi
  first=
  read -r first <"$2"
  if [ -z "$first" ]; then return; fi
  if command -v "$3-legacy-save" >/dev/null; then listed "$1" "$3-legacy-save"
  elif command -v "$3-save" >/dev/null; then listed "$1" "$3-save"
  else say 'nf_tables toolless'
  fi
}
if ! [ -d /proc/net ]; then say 'nf_tables unknown'; return 0; fi
present=
if ! [ -e /proc/modules ] || holds /proc/modules; then present=1
else
  read -r release </proc/sys/kernel/osrelease
  builtin=/lib/modules/$release/modules.builtin
  if ! [ -r "$builtin" ]; then present=unknown
  elif holds "$builtin"; then present=1
  fi
fi
case $present in
  1)
    if command -v nft >/dev/null; then listed nft nft -s list ruleset
    elif command -v iptables-save >/dev/null; then
      listed iptables iptables-save
      if command -v ip6tables-save >/dev/null; then listed ip6tables ip6tables-save; fi
    else say 'nf_tables toolless'
    fi ;;
  unknown) say 'nf_tables unknown' ;;
  *) say 'nf_tables absent' ;;
esac
legacy legacy4 /proc/net/ip_tables_names iptables
legacy legacy6 /proc/net/ip6_tables_names ip6tables
return 0`,
  split: unsplit,
};
