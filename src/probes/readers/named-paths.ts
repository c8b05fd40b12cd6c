import { type Reader, unsplit } from '../reader.ts';

/** Accounts whose homes are looked at. */
const MOST_ACCOUNTS = 200;

/** Lines of one file, and paths in all; beyond them the answer says that it is not whole. */
const MOST_LINES = 5000;
const MOST_PATHS = 6000;

/** Files in homes that programs start from or believe, below the home. */
export const HOME_FILES: readonly string[] = [
  '.ssh',
  '.ssh/authorized_keys',
  '.ssh/authorized_keys2',
  '.profile',
  '.bash_profile',
  '.bashrc',
  '.bash_login',
  '.bash_logout',
  '.zshrc',
  '.netrc',
  '.forward',
  '.rhosts',
  '.shosts',
  '.git-credentials',
  '.docker/config.json',
  '.kube/config',
  '.aws/credentials',
  '.config/containers/auth.json',
  '.pgpass',
  '.my.cnf',
];

/**
 * For any awk, without single quotes. `add` takes a path and the folders above it; `tell` a line of the answer.
 * File systems of other machines are left alone: one look could mount them, or hang.
 * Of variables only names leave the host, of commands only the programs.
 */
const PROGRAM = `
function tell(line) { print line }
function add(path,   at) {
  if (path !~ /^\\//) return
  sub(/\\/+$/, "", path)
  if (path ~ /(^|\\/)\\.\\.?(\\/|$)|\\/\\/|\\\\/ || length(path) > 500) return
  while (path != "" && !(path in known)) {
    if (++paths > ${MOST_PATHS}) { if (paths == ${MOST_PATHS} + 1) tell("cut paths"); return }
    known[path] = 1
    for (at in remote) if (index(path "/", at "/") == 1) { tell("remote|" path); return }
    list[++listed] = path
    sub(/\\/[^\\/]*$/, "", path)
  }
}
function bare(word) { gsub(/["\\047]/, "", word); return word }
function isSecret(name, value) {
  if (toupper(name) !~ /PASSW|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL/) return 0
  if (toupper(name) ~ /(FILE|PATH|DIR|URL|URI|TTL|TIMEOUT|LENGTH|NAME|TYPE|ENABLED?|_ID)$/) return 0
  value = bare(value)
  return value != "" && tolower(value) !~ /^(yes|no|on|off|true|false|none|null|[0-9]+|[\${%\\/].*)$/
}
function variables(file, text,   n, i, words, at, name, value) {
  gsub(/["\\047]/, " ", text)
  n = split(text, words, /[ \\t]+/)
  for (i = 1; i <= n; i++) {
    at = index(words[i], "=")
    if (at < 2) continue
    name = substr(words[i], 1, at - 1)
    value = substr(words[i], at + 1)
    if (name !~ /^[A-Za-z_][A-Za-z0-9_]*$/) continue
    if (isSecret(name, value) || value ~ /:\\/\\/[^\\/@:]*:[^\\/@]+@/) tell("secret|" file "|" name)
  }
}
function program(head, isCron, text,   n, i, words, word, mark, wants) {
  mark = ""
  if (!isCron && match(text, /^[-@:+!|]+/)) { mark = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1) }
  gsub(/;/, " ; ", text)
  n = split(text, words, /[ \\t]+/)
  wants = "program"
  for (i = 1; i <= n; i++) {
    word = bare(words[i])
    if (word == "" || (wants && word ~ /^-/)) continue
    if (word ~ /^(;|&&|\\|\\||\\||\\(|then|do|else|if|!)$/) { if (isCron) wants = "program"; continue }
    if (!wants) continue
    if (wants == "program" && (word ~ /^(exec|nice|ionice|setsid|nohup|time|env|chronic|timeout|[0-9]+[smhd]?)$/ || word ~ /^[A-Za-z_]+=/)) continue
    if (word ~ /^\\// && word !~ /[$%*?\`\\[]/) {
      sub(/[)]+$/, "", word)
      tell(head mark word)
      add(word)
    }
    wants = wants == "program" && word ~ /(^|\\/)((ba|da|z|k)?sh|(python|perl|ruby|node|php)[0-9.]*|run-parts)$/ ? "script" : ""
  }
}
function entry(file, line,   field) {
  split(line, field, ":")
  if (field[6] !~ /^\\/./ || field[7] ~ /\\/(nologin|false|sync|shutdown|halt)$/) return
  if (++homes > ${MOST_ACCOUNTS}) { if (homes == ${MOST_ACCOUNTS} + 1) tell("cut accounts"); return }
  add(field[6])
  for (i = 1; i <= dots; i++) add(field[6] "/" dot[i])
  for (i = 1; i <= keys; i++) {
    word = keyfile[i]
    gsub(/%%/, "\\001", word); gsub(/%h/, field[6], word); gsub(/%u/, field[1], word); gsub(/%U/, field[3], word); gsub(/\\001/, "%", word)
    add(word ~ /^\\// ? word : field[6] "/" word)
  }
}
function sshd(file, line,   n, i, words) {
  n = split(bare(line), words, /[ \\t=]+/)
  for (i = 1; i < n && words[i] == ""; i++);
  if (tolower(words[i]) == "authorizedkeysfile") for (i++; i <= n; i++) keyfile[++keys] = words[i]
  else if (tolower(words[i]) ~ /^(trustedusercakeys|authorizedkeyscommand|authorizedprincipals(file|command)|revokedkeys|hostkey|hostcertificate)$/) add(words[i + 1])
}
function sudoers(file, line,   n, i, words) {
  gsub(/[,=!:()"]/, " ", line)
  n = split(line, words, /[ \\t]+/)
  for (i = 1; i <= n; i++) if (words[i] ~ /^\\^?\\//) {
    sub(/^\\^/, "", words[i])
    if (match(words[i], /[*?\\[]/)) { words[i] = substr(words[i], 1, RSTART - 1); sub(/[^\\/]*$/, "", words[i]) }
    add(words[i])
  }
}
function cron(file, line,   n, words, i, user) {
  sub(/^[ \\t]+/, "", line)
  if (line ~ /^(#|$)/ || line ~ /^[A-Za-z_"\\047]+[ \\t]*=/) return
  n = line ~ /^@/ ? 1 : 5
  for (i = 1; i <= n; i++) sub(/^[^ \\t]+[ \\t]+/, "", line)
  user = "root"
  if (file !~ /^\\/(var\\/spool\\/cron|etc\\/crontabs)\\//) { user = line; sub(/[ \\t].*$/, "", user); sub(/^[^ \\t]+[ \\t]*/, "", line) }
  if (user == "root") program("cron|" file "|", 1, line)
}
function unit(file, line,   at, key, value) {
  sub(/^[ \\t]+/, "", line)
  if (line ~ /^[#;]/) return
  at = index(line, "=")
  if (at < 2) return
  key = substr(line, 1, at - 1)
  value = substr(line, at + 1)
  sub(/[ \\t]+$/, "", key)
  sub(/^[ \\t]+/, "", value)
  sub(/[ \\t]+$/, "", value)
  if (key ~ /^(User|DynamicUser|RootDirectory|RootImage)$/) tell("unit|" file "|" key "|" value)
  else if (key ~ /^Exec(Start|StartPre|StartPost|Reload|Stop|StopPost|Condition)$/) {
    if (value == "") tell("unit|" file "|" key "|")
    else program("unit|" file "|" key "|", 0, value)
  }
  else if (key == "Environment") variables(file, value)
  else if (key == "EnvironmentFile") {
    sub(/^-/, "", value)
    value = bare(value)
    if (value ~ /^\\// && value !~ /[*?%\\[]/ && value !~ /^\\/(dev|proc|sys)\\//) { tell("unit|" file "|" key "|" value); add(value); environment[value] = 1 }
  }
}
function search(file, line,   value) {
  if (line ~ /^[ \\t]*#/) return
  if (match(line, /(^|[ \\t;&|])(umask|UMASK)[ \\t]+[0-7][0-7][0-7]+/)) {
    value = substr(line, RSTART, RLENGTH)
    sub(/.*[ \\t]/, "", value)
    tell("umask|" file "|" value)
  }
  if (!match(line, /(^|[ \\t;])PATH=/)) return
  value = substr(line, RSTART + RLENGTH)
  if (value ~ /^"/) { value = substr(value, 2); sub(/".*/, "", value) }
  else if (value ~ /^\\047/) { value = substr(value, 2); sub(/\\047.*/, "", value) }
  else sub(/[ \\t;&|].*/, "", value)
  tell("path|" file "|" value)
  n = split(value, elements, ":")
  for (i = 1; i <= n; i++) {
    sub(/^(~|\\$HOME|\\$[{]HOME[}])(\\/|$)/, "/root/", elements[i])
    if (elements[i] !~ /\\$/) add(elements[i])
  }
}
function read(file,   line, more, n, kind) {
  kind = "path"
  if (file == "/proc/self/mountinfo") kind = "mount"
  else if (file == "/etc/passwd") kind = "passwd"
  else if (file ~ /^\\/etc\\/sudoers/) kind = "sudoers"
  else if (file ~ /^\\/etc\\/ssh\\/sshd/) kind = "sshd"
  else if (file == "/etc/ssh/moduli") kind = "moduli"
  else if (file ~ /\\/systemd\\/system\\//) kind = "unit"
  else if (file ~ /^\\/(etc\\/cron|var\\/spool\\/cron)/) kind = "cron"
  else if (file ~ /^\\/etc\\/(default|sysconfig)\\// || file in environment) kind = "environment"
  n = 0
  while ((getline line < file) > 0) {
    if (++n > ${MOST_LINES}) { tell("cut " file); break }
    while (line ~ /\\\\$/ && kind != "passwd" && (getline more < file) > 0) line = substr(line, 1, length(line) - 1) " " more
    if (kind == "mount") { split(line, field, " "); type = line; sub(/^.* - /, "", type); if (type ~ /^(autofs|nfs4?|cifs|smb3|ceph|glusterfs|fuse[^ ]*|9p|afs) /) remote[field[5]] = 1 }
    else if (kind == "passwd") entry(file, line)
    else if (kind == "sudoers") sudoers(file, line)
    else if (kind == "sshd") sshd(file, line)
    else if (kind == "cron") cron(file, line)
    else if (kind == "unit") unit(file, line)
    else if (kind == "path") search(file, line)
    else if (kind == "environment" && line !~ /^[ \\t]*[#;]/) { at = index(line, "="); name = substr(line, 1, at - 1); sub(/^[ \\t]*(export[ \\t]+)?/, "", name); if (at > 1 && (isSecret(name, substr(line, at + 1)) || line ~ /:\\/\\/[^\\/@:]*:[^\\/@]+@/)) { tell("secret|" file "|" name); add(file) } }
    else if (kind == "moduli" && line !~ /^#/) { split(line, field, " "); if (field[5] ~ /^[0-9]+$/) sizes[field[5]]++ }
  }
  close(file)
  if (kind == "unit" && n == 0) tell("unit|" file "|masked|")
  else if (kind == "unit") tell("unit|" file "|read|")
}
BEGIN {
  dots = split("${HOME_FILES.join(' ')}", dot, " ")
  for (a = 1; a < ARGC; a++) {
    if (ARGV[a] ~ /^\\/etc\\/cron\\.(hourly|daily|weekly|monthly)\\//) { if (ARGV[a] !~ /\\*/) { add(ARGV[a]); tell("cron|" ARGV[a] "|" ARGV[a]) } }
    else read(ARGV[a])
  }
  for (file in environment) if (file !~ /^\\/etc\\/(default|sysconfig)\\//) { delete environment[file]; environment_[file] = 1 }
  for (file in environment_) { environment[file] = 1; read(file) }
  for (size in sizes) tell("moduli|" size "|" sizes[size])
  print "--"
  for (i = 1; i <= listed; i++) print list[i]
  print "/"
}`;

/** sshd's settings come before the accounts whose homes they name. */
const FILES = [
  '/proc/self/mountinfo',
  '/etc/ssh/sshd_config',
  '/etc/ssh/sshd_config.d/*.conf',
  '/usr/etc/ssh/sshd_config',
  '/etc/passwd',
  '/etc/sudoers',
  '/etc/sudoers.d/*',
  '/etc/ssh/moduli',
  '/etc/crontab',
  '/etc/cron.d/*',
  '/etc/cron.hourly/*',
  '/etc/cron.daily/*',
  '/etc/cron.weekly/*',
  '/etc/cron.monthly/*',
  '/var/spool/cron/root',
  '/var/spool/cron/crontabs/root',
  '/etc/crontabs/root',
  '/etc/systemd/system/*.service',
  '/etc/systemd/system/*.service.d/*.conf',
  '/run/systemd/system/*.service',
  '/run/systemd/system/*.service.d/*.conf',
  '/usr/local/lib/systemd/system/*.service',
  '/usr/local/lib/systemd/system/*.service.d/*.conf',
  '/usr/lib/systemd/system/*.service',
  '/usr/lib/systemd/system/*.service.d/*.conf',
  '/etc/default/*',
  '/etc/sysconfig/*',
  '/etc/environment',
  '/etc/login.defs',
  '/etc/profile',
  '/etc/profile.d/*.sh',
  '/etc/bash.bashrc',
  '/etc/bashrc',
  '/root/.profile',
  '/root/.bash_profile',
  '/root/.bash_login',
  '/root/.bashrc',
];

/**
 * What configuration says of programs, folders and secrets, reduced on the host, and what stat says of every
 * path that it names and the folders above. Lines `cron|FILE|PROGRAM`, `unit|FILE|KEY|VALUE`,
 * `secret|FILE|NAME`, `path|FILE|VALUE`, `umask|FILE|OCTAL`, `moduli|BITS|COUNT`, `remote|PATH`, `denied|FILE` and `cut WHAT`;
 * a line `--`; then lines as of the reader stat. The paths are found by a loop: dash cuts the head off a text in time
 * that grows with the square of it.
 */
export const namedPaths: Reader = {
  name: 'named_paths',
  commands: ['sh', 'awk', 'stat'],
  offline: false,
  sh: `set +f
set -- ${FILES.join(' ')}
set -f
for f; do
  shift
  # An older mawk ends at the first folder that it is given: /etc/default/grub.d is one.
  if ! [ -d "$f" ]; then set -- "$@" "$f"; fi
  case $f in
    *\\**)
      folder=\${f%/*}
      case $folder in *\\**) continue ;; esac
      if [ -d "$folder" ] && ! [ -r "$folder" ]; then say "denied|$folder"; fi
      ;;
    *) if [ -e "$f" ] && ! [ -r "$f" ]; then say "denied|$f"; fi ;;
  esac
done
for f in /root /var/spool/cron /var/spool/cron/crontabs; do
  if [ -d "$f" ] && ! [ -x "$f" ]; then say "denied|$f"; fi
done
t sh -c 'IFS=$1
program=$2
shift 2
set -f
all=$(awk "$program" "$@")
printf "%s\\n" "\${all%%"$IFS--$IFS"*}" --
set -- $all
while [ "$#" -gt 1 ] && [ "$1" != -- ]; do shift; done
shift
exec stat -L -c "%a|%u|%g|%U|%G|%F|%s|%Y|%n" "$@"' sh "$NL" '${PROGRAM.replace(/\n +/g, '\n')}' "$@"`,
  split: unsplit,
};
