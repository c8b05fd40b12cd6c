/** Names of variables and options, in capitals, whose value is a secret. */
const SECRET =
  '(PASSWORD|PASSWD|PASSPHRASE|REQUIREPASS|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|SECRET[_-]?KEY|SECRET_KEY_BASE|CREDENTIALS?|[_-]PASS|[_-]PWD)[0-9]*$';

/** Keys that leave the host, by kind of file, levels parted by tabs. */
const WANTED = {
  container:
    'Created|Name|Image|State\\t(Running|FinishedAt)|Config\\t(Image|User|Healthcheck\\tTest\\t0)|Config\\tLabels\\tcom[.]docker[.](compose[.]project|swarm[.]service[.]name)|NetworkSettings\\tPorts\\t[^\\t]+\\t[0-9]+\\tHost(Ip|Port)',
  host: '(Network|Ipc|Pid|UTS|Userns|Cgroupns)Mode|CgroupParent|PortBindings\\t[^\\t]+\\t[0-9]+\\tHost(Ip|Port)|PublishAllPorts|RestartPolicy\\t[A-Za-z]+|(CapAdd|CapDrop|SecurityOpt)\\t[0-9]+|Privileged|ShmSize|Sysctls\\t[^\\t]+|LogConfig\\tType|LogConfig\\tConfig\\tmax-(size|file)|Memory|MemorySwap|NanoCpus|Cpu(Quota|Shares)|CpusetCpus|Ulimits\\t[0-9]+\\t(Name|Hard|Soft)',
  task: 'process\\t(noNewPrivileges|user\\tuid)|linux\\tsysctl\\t[^\\t]+|linux\\tnamespaces\\t[0-9]+\\t(type|path)|annotations\\t(nerdctl/name|io[.]kubernetes[.]cri[.](container-type|image-name)|io[.]kubernetes[.]cri-o[.](ContainerType|ImageName|SandboxID)|io[.]container[.]manager)',
  image: 'created|config\\tUser|config\\tHealthcheck\\tTest\\t0',
  names: 'Repositories\\t[^\\t]+\\t[^\\t]+|[0-9]+\\t(id|image|names\\t[0-9]+|created)',
  plugin:
    'plugin\\t(Enabled|Name)|plugin\\tConfig\\t(IpcHost|PidHost|Network\\tType|Linux\\t(AllowAllDevices|Capabilities\\t[0-9]+))|plugin\\tSettings\\tMounts\\t[0-9]+\\tSource',
} as const;

/** In strings, where awk turns \\t into a tab: as part of an expression busybox does not know it. */
const wanted = Object.entries(WANTED)
  .map(([kind, keys]) => `  wanted["${kind}"] = "^(${keys})$"`)
  .join('\n');

/**
 * An awk program for single quotes of the shell: reads files of JSON, keeps of each what is wanted.
 * Strings are found by splitting at quotes, so that its time grows with the length of a file only.
 * Without intervals in expressions, which older awks do not know; \\047 is a single quote.
 */
export const SETTINGS_PROGRAM = `
function isSecret(name) {
  return length(name) < 100 && name ~ /^-?-?[A-Za-z_][A-Za-z0-9_.-]*$/ && toupper(name) ~ /${SECRET}/
}
function isPlain(text) {
  return text ~ /^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|[Oo]n|[Oo]ff|[01]|[Nn]one|null)?$/ || text ~ /^(\\/[A-Za-z0-9._-]+)(\\/[A-Za-z0-9._-]+)+$/ || text ~ /^(file|vault|op|arn|ref):/
}
function isReference(text) {
  return text ~ /^(\\\\?["\\047])*[$\`]/ || text ~ /^(\\\\?["\\047])*$/ || isPlain(text)
}
function holdsPassword(text) { return text ~ /:\\/\\/[^\\/@: ]*:[^\\/@ $(){}]+@/ }
function variable(text,   name) {
  name = text
  sub(/=.*/, "", name)
  if (name == text) return
  text = substr(text, length(name) + 2)
  if (isSecret(name) && !isPlain(text)) print "env\\t" name
  else if (holdsPassword(text) && name ~ /^[A-Za-z_][A-Za-z0-9_.-]*$/) print "env\\t" name
}
function words(kind, text,   list, n, i, name, rest) {
  gsub(/\\\\[nrt]/, " ", text)
  n = split(text, list, /[ ;&|]+/)
  for (i = 1; i <= n; i++) {
    if (pending != "" && list[i] != "" && list[i] !~ /^-/ && !isReference(list[i])) print kind "\\t" pending
    if (list[i] != "") pending = ""
    name = list[i]
    sub(/=.*/, "", name)
    rest = substr(list[i], length(name) + 2)
    if (holdsPassword(list[i])) print kind "\\tURL"
    else if (!isSecret(name)) continue
    else if (name == list[i]) { if (name ~ /^-/) pending = name }
    else if (!isReference(rest)) print kind "\\t" name
  }
}
function keep(where, raw,   text) {
  if (where ~ wanted[kind]) {
    if (where ~ /^SecurityOpt\\t/ && raw ~ /^"seccomp[=:]\\{/) raw = "\\"seccomp=(profile)\\""
    print "set\\t" where "\\t" raw
    return
  }
  if (raw !~ /^"/) return
  text = substr(raw, 2, length(raw) - 2)
  if (kind == "container" && where ~ /^Config\\tEnv\\t/ || kind == "task" && where ~ /^process\\tenv\\t/ || kind == "image" && where ~ /^config\\tEnv\\t/) variable(text)
  else if (kind == "container" && where ~ /^Args\\t/ || kind == "task" && where ~ /^process\\targs\\t/) words("option", text)
  else if (kind == "image" && where ~ /^history\\t[0-9]+\\tcreated_by$/) { pending = ""; words("history", text); pending = "" }
}
function name_of() { return at[depth] (shape[depth] == "{" ? key[depth] : count[depth]++) }
function string(raw) {
  if (shape[depth] == "{" && !valued) key[depth] = raw
  else keep(name_of(), "\\"" raw "\\"")
}
function flush() {
  if (literal != "") keep(name_of(), literal)
  literal = ""
}
function outside(text,   i, c, path) {
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == ":") valued = 1
    else if (c == ",") { flush(); valued = 0 }
    else if (c == "{" || c == "[") {
      path = depth ? name_of() "\\t" : ""
      depth++
      at[depth] = path; shape[depth] = c; count[depth] = 0; valued = 0
    }
    else if (c == "}" || c == "]") { flush(); depth-- }
    else if (c != " " && c != "\\t" && c != "\\r") literal = literal c
  }
}
function line(text,   parts, n, i, raw, inside) {
  n = split(text, parts, "\\"")
  for (i = 1; i <= n; i++) {
    if (!inside) { outside(parts[i]); inside = 1; raw = ""; continue }
    raw = raw parts[i]
    if (match(parts[i], /\\\\+$/) && RLENGTH % 2) raw = raw "\\""
    else { string(raw); inside = 0 }
  }
}
function kindOf(path) {
  if (path ~ /\\/config[.]v2[.]json$/) return "container"
  if (path ~ /\\/hostconfig[.]json$/) return "host"
  if (path ~ /\\/(repositories|images|containers|volatile-containers)[.]json$/) return "names"
  if (path ~ /\\/plugins\\/[^\\/]+\\/config[.]json$/) return "plugin"
  return path ~ /\\/config[.]json$/ ? "task" : "image"
}
BEGIN {
${wanted}
  for (a = 1; a < ARGC; a++) {
    kind = kindOf(ARGV[a])
    print "file " ARGV[a]
    depth = valued = 0
    literal = pending = ""
    begun = 0
    while ((getline text < ARGV[a]) > 0) { begun = 1; line(text) }
    close(ARGV[a])
    if (begun && depth == 0) print "whole"
  }
  print "end"
}`;
