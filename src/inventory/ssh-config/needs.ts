import type { SshSettings } from './ask-ssh.ts';

/** Read into the connection. */
const HONOURED = words(`
  host hostname user port identityfile identitiesonly proxyjump userknownhostsfile globalknownhostsfile
  stricthostkeychecking`);

/** Without a say in whether the audit gets in, or in what it does once there. */
const WITHOUT_EFFECT = words(`
  addkeystoagent batchmode canonicaldomains canonicalizefallbacklocal canonicalizehostname
  canonicalizemaxdots canonicalizepermittedcnames checkhostip clearallforwardings compression
  connectionattempts connecttimeout controlmaster controlpersist dynamicforward enableescapecommandline
  escapechar exitonforwardfailure fingerprinthash forkafterauthentication forwardagent forwardx11
  forwardx11timeout forwardx11trusted gatewayports gssapiauthentication gssapidelegatecredentials
  gssapiclientidentity gssapikexalgorithms gssapikeyexchange gssapirenewalforcesrekey
  gssapiserveridentity gssapitrustdns hashknownhosts ignoreunknown ipqos kbdinteractiveauthentication
  localcommand localforward loglevel logverbose nohostauthenticationforlocalhost
  numberofpasswordprompts obscurekeystroketiming passwordauthentication permitlocalcommand
  permitremoteopen rekeylimit remotecommand remoteforward requesttty sendenv serveralivecountmax
  serveraliveinterval sessiontype setenv stdinnull streamlocalbindmask streamlocalbindunlink
  syslogfacility tag tcpkeepalive tunnel tunneldevice updatehostkeys visualhostkey warnweakcrypto
  xauthlocation channeltimeout proxyusefdpass enablesshkeysign`);

/** How ssh_config spells what `ssh -G` prints in small letters. */
const SPELLINGS: Readonly<Record<string, string>> = {
  proxycommand: 'ProxyCommand',
  certificatefile: 'CertificateFile',
  pkcs11provider: 'PKCS11Provider',
  securitykeyprovider: 'SecurityKeyProvider',
  identityagent: 'IdentityAgent',
  hostkeyalias: 'HostKeyAlias',
  controlpath: 'ControlPath',
  bindaddress: 'BindAddress',
  addressfamily: 'AddressFamily',
  knownhostscommand: 'KnownHostsCommand',
  pubkeyauthentication: 'PubkeyAuthentication',
  preferredauthentications: 'PreferredAuthentications',
  hostkeyalgorithms: 'HostKeyAlgorithms',
  kexalgorithms: 'KexAlgorithms',
  ciphers: 'Ciphers',
  macs: 'MACs',
};

/**
 * The settings that only ssh itself can follow, as ssh_config spells them: all that are neither
 * honoured nor without effect and differ from those of a host without configuration. So a keyword of
 * a later ssh is never ignored.
 */
export function settingsForSshAlone(settings: SshSettings, untold: SshSettings): readonly string[] {
  return [...settings.keys()]
    .filter((key) => !HONOURED.has(key) && !WITHOUT_EFFECT.has(key))
    .filter((key) => !isAlike(settings.get(key), untold.get(key)))
    .filter((key) => !(key === 'preferredauthentications' && offersKeys(settings.get(key))))
    .filter((key) => !(key === 'controlpath' && settings.get(key)?.[0] === 'none'))
    .map((key) => SPELLINGS[key] ?? key);
}

const offersKeys = (values: readonly string[] = []): boolean =>
  values.some((value) => value.split(',').includes('publickey'));

const isAlike = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.join('\n') === b.join('\n');

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
