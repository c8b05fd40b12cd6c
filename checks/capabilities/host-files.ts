import { type FileWalkRow, fileWalkChecks, presentStats } from '../../src/index.ts';

type Capable = Parameters<FileWalkRow['wrong']>[0]['capable'][number];

const nameOf = ({ path }: Capable): string => path.slice(path.lastIndexOf('/') + 1);

/** Programs that run, read or write what their caller says: interpreters, debuggers, archivers, editors. */
const OBEDIENT =
  /^(?:ba|da|a|k|mk|z|fi|c|tc|pwd)?sh$|^(?:python|perl|ruby|node|nodejs|php|lua|luajit|tclsh|wish|java|guile|ocaml|R|Rscript|deno|bun|pypy)[\d.-]*$|^(?:gdb|lldb|strace|ltrace|bpftrace|perf|nsenter|unshare|capsh|setpriv|env|busybox|toybox|docker|ctr|nerdctl|runc)$|^(?:tar|bsdtar|cpio|zip|unzip|7z|rsync|dd|cp|mv|install|cat|tee|head|tail|less|more|view|vi|vim(?:\.\w+)?|nano|ed|sed|g?awk|mawk|emacs|find|xargs|openssl|curl|wget|nc|ncat|socat|tcpdump)$/;

/** What distributions ship, and what it may hold. */
const USUAL: Readonly<Record<string, RegExp>> = {
  ping: /^cap_net_(raw|admin)/,
  ping6: /^cap_net_(raw|admin)/,
  arping: /^cap_net_raw/,
  clockdiff: /^cap_net_raw/,
  fping: /^cap_net_raw/,
  'mtr-packet': /^cap_net_raw/,
  'traceroute6.iputils': /^cap_net_raw/,
  newuidmap: /^cap_setuid/,
  newgidmap: /^cap_setgid/,
  dumpcap: /^cap_net_(raw|admin)/,
  'gst-ptp-helper': /^cap_(net_bind_service|net_admin|sys_nice)/,
  'snap-confine': /^cap_/,
  rootlesskit: /^cap_(setuid|setgid|net_bind_service)/,
  slirp4netns: /^cap_net_bind_service/,
  suexec: /^cap_(setuid|setgid|dac_read_search)/,
  'systemd-detect-virt': /^cap_(dac_override|sys_ptrace)/,
  intel_gpu_top: /^cap_perfmon/,
  sssd_pam: /^cap_dac_read_search/,
  krb5_child: /^cap_(dac_read_search|setgid|setuid|chown|dac_override)/,
  ldap_child: /^cap_(dac_read_search|setgid|setuid|chown|dac_override)/,
  selinux_child: /^cap_(chown|dac_override|setgid|setuid)/,
  proxy_child: /^cap_/,
  'nf-queue-helper': /^cap_net_admin/,
};

const SYSTEM_FOLDER = /^\/(?:usr\/)?(?:local\/)?(?:s?bin|lib(?:32|64|exec)?)\//;

const isUsual = (file: Capable): boolean => {
  const allowed = Object.hasOwn(USUAL, nameOf(file)) ? USUAL[nameOf(file)] : undefined;
  return (
    allowed !== undefined &&
    SYSTEM_FOLDER.test(file.path) &&
    namesOf(file).every((name) => allowed.test(name))
  );
};

/** `=ep`, without a name, stands for all of them, and matches no list. */
const namesOf = ({ capabilities }: Capable): readonly string[] =>
  capabilities.split(/[\s,]+/).map((word) => word.replace(/[=+-].*$/, ''));

const area = 'capabilities';
const tags = ['capabilities', 'files'];
const NO_FOLDERS = presentStats([]);

/** Programs of the host with capabilities of their own, which `ls` does not show. */
export default fileWalkChecks(
  [
    {
      id: 'capabilities.host-interpreters',
      area,
      title: 'No interpreter, debugger, archiver or editor of the host has capabilities of its own',
      severity: 'critical',
      level: 2,
      rationale:
        'It does what its caller says: with cap_setuid, cap_dac_override or cap_sys_ptrace that makes any account root.',
      remedy: '`setcap -r FILE`.',
      references: ['man:capabilities(7)'],
      tags,
      ofCapabilities: true,
      wrong: ({ capable }) =>
        capable
          .filter((file) => OBEDIENT.test(nameOf(file)))
          .map(({ path, capabilities }) => ({
            subject: path,
            expected: 'no capabilities',
            actual: capabilities,
          })),
    },
    {
      id: 'capabilities.host-file-capabilities',
      area,
      title: 'Programs with capabilities are those that distributions ship',
      severity: 'medium',
      level: 2,
      rationale:
        'A capability on a file is a setuid bit that audits overlook: a quiet way back for an intruder.',
      remedy: '`setcap -r FILE`; waive what the site needs.',
      references: ['man:capabilities(7)'],
      tags,
      ofCapabilities: true,
      wrong: ({ capable }) =>
        capable
          .filter((file) => !isUsual(file))
          .map(({ path, capabilities }) => ({
            subject: path,
            expected: 'no capabilities',
            actual: capabilities,
          })),
    },
  ],
  NO_FOLDERS,
);
