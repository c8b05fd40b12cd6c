/** A machine whose administrator has read a guide: most settings are there, a few are the usual slips. */
export const HARDENED = {
  packages: [
    ...['apparmor', 'apparmor-utils', 'auditd', 'rsyslog', 'chrony', 'nftables', 'cron'],
    ...['libpam-pwquality', 'unattended-upgrades', 'aide', 'fail2ban', 'needrestart'],
  ],
  bootWords:
    'audit=1 audit_backlog_limit=8192 slab_nomerge init_on_alloc=1 init_on_free=1 pti=on vsyscall=none lockdown=integrity',
  files: {
    'etc/sysctl.d/60-hardening.conf': `kernel.kptr_restrict = 2
kernel.dmesg_restrict = 1
kernel.unprivileged_bpf_disabled = 1
net.core.bpf_jit_harden = 2
kernel.yama.ptrace_scope = 1
kernel.sysrq = 0
kernel.randomize_va_space = 2
kernel.perf_event_paranoid = 3
kernel.kexec_load_disabled = 1
fs.protected_hardlinks = 1
fs.protected_symlinks = 1
fs.protected_fifos = 2
fs.protected_regular = 2
fs.suid_dumpable = 0
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.default.accept_redirects = 0
net.ipv6.conf.all.accept_redirects = 0
net.ipv6.conf.default.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.default.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv4.conf.all.rp_filter = 1
net.ipv4.conf.default.rp_filter = 1
net.ipv4.conf.all.log_martians = 1
net.ipv4.tcp_syncookies = 1
`,
    // Comes later in the order of names and takes one setting back.
    'etc/sysctl.d/99-vendor.conf': 'kernel.dmesg_restrict = 0\n',
    'etc/modprobe.d/hardening.conf': `install cramfs /bin/false
install squashfs /bin/false
install udf /bin/true
blacklist usb-storage
install dccp /bin/false
install sctp /bin/false
install rds /bin/false
install tipc /bin/false
`,
    'etc/ssh/sshd_config.d/10-hardening.conf': `PermitRootLogin no
PasswordAuthentication no
X11Forwarding no
MaxAuthTries 3
LoginGraceTime 30
ClientAliveInterval 300
ClientAliveCountMax 2
AllowTcpForwarding no
Banner /etc/issue.net
`,
    'etc/fstab': `LABEL=root / ext4 errors=remount-ro 0 1
tmpfs /tmp tmpfs nosuid,nodev,noexec,mode=1777 0 0
tmpfs /dev/shm tmpfs nosuid,nodev,noexec 0 0
`,
    'etc/audit/rules.d/10-base.rules': `-w /etc/passwd -p wa -k identity
-w /etc/shadow -p wa -k identity
-w /etc/sudoers -p wa -k scope
-w /etc/sudoers.d -p wa -k scope
-a always,exit -F arch=b64 -S adjtimex,settimeofday -k time
-a always,exit -F arch=b64 -S init_module,finit_module,delete_module -k modules
`,
    'etc/audit/rules.d/99-finalize.rules': '-e 2\n',
    'etc/security/limits.d/10-core.conf': '* hard core 0\n',
    'etc/nftables.conf': `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
    ct state established,related accept
    tcp dport 22 accept
  }
  chain forward { type filter hook forward priority filter; policy drop; }
  chain output { type filter hook output priority filter; policy accept; }
}
`,
  },
  script: 'systemctl enable --now nftables auditd chrony; augenrules --load; sleep 2\n',
};
