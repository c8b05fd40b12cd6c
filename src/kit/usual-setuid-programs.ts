/** Folders into which packages install programs. */
const SYSTEM_FOLDER = /^\/(?:usr\/)?(?:s?bin|lib(?:32|64|x32|exec)?)\/(?:.*\/)?([^/]+)$/;

/**
 * Setuid and setgid programs of Debian, Ubuntu, Fedora, the RHEL family, SUSE, Alpine and Arch,
 * by their names. Packages of desktops are left out.
 */
const USUAL = new Set(
  `at atd bbsuid chage chfn chsh chkstat crontab cron dbus-daemon-launch-helper doas dotlockfile
  exim4 expiry fusermount fusermount3 gpasswd gpg2-helper grub2-set-bootflag krb5_child ldap_child
  lockdev locate lockfile mail-dotlock mail-lock mail-touchlock mail-unlock mlocate mount mount.cifs mount.ecryptfs_private
  mount.nfs netreport newgidmap newgrp newuidmap pam_extrausers_chkpwd pam_timestamp_check passwd
  ping ping6 pkexec plocate polkit-agent-helper-1 polkit-explicit-grant-helper postdrop postqueue
  proxy_child pt_chown screen selinux_child sendmail.sendmail sg snap-confine ssh-agent ssh-keysign sssd_pam su sudo
  sudoedit sudo-rs su-rs suexec systemd-run0 traceroute6.iputils umount unix2_chkpwd unix_chkpwd
  unix_update usernetctl userhelper utempter utmp-update utempter-helper vlock-main wall write write.ul
  clockdiff chromium-sandbox chrome-sandbox nscd seunshare staprun sperl bsd-write slock smtpctl
  mcserv procmail ntfs-3g kismet_cap_linux_wifi lxc-user-nic pppd rsh-redone`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** Whether a setuid program is one that distributions ship. Its name is judged, and its folder. */
export function isUsualProgram(path: string): boolean {
  const name = SYSTEM_FOLDER.exec(path)?.[1];
  return name !== undefined && USUAL.has(name);
}
