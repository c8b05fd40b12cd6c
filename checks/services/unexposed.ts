import { serviceChecks } from '../../src/index.ts';

const NEEDED =
  'What other machines need, name in the parameter `allowed`: a program, or an address.';

/** Services that may run, but answer nobody else. */
export default serviceChecks([
  {
    id: 'virtualization-apis',
    title: 'No virtualisation API listens on the network',
    severity: 'high',
    level: 1,
    rationale:
      'Who speaks with it starts machines with the disks of the host: it is root by network.',
    remedy: `\`systemctl disable --now libvirtd-tcp.socket libvirtd-tls.socket virtproxyd-tcp.socket virtproxyd-tls.socket\`; \`lxc config unset core.https_address\`; \`incus config unset core.https_address\`. ${NEEDED}`,
    references: [],
    traces: {
      units: [
        'libvirtd-tcp.socket',
        'libvirtd-tls.socket',
        'virtproxyd-tcp.socket',
        'virtproxyd-tls.socket',
      ],
      kept: [
        { processes: ['libvirtd', 'virtproxyd'], units: [], ports: ['tcp/16509', 'tcp/16514'] },
        { processes: ['lxd', 'incusd'], units: [], ports: ['tcp/8443'] },
      ],
    },
  },
  {
    id: 'cockpit',
    title: 'Web consoles are not reachable from other machines',
    severity: 'medium',
    level: 2,
    rationale: 'A password is enough to be root by the browser, whatever sshd asks for.',
    remedy: `\`systemctl disable --now cockpit.socket\`, or let it listen on 127.0.0.1 by a drop-in of the socket. ${NEEDED}`,
    references: [],
    traces: {
      kept: [
        {
          processes: ['cockpit-ws', 'cockpit-tls'],
          units: ['cockpit.socket', 'cockpit.service'],
          ports: ['tcp/9090'],
        },
        {
          processes: ['miniserv.pl'],
          units: ['webmin.service', 'usermin.service'],
          ports: ['tcp/10000', 'tcp/20000'],
        },
        { processes: ['netdata'], units: ['netdata.service'], ports: ['tcp/19999'] },
      ],
    },
  },
  {
    id: 'database-server',
    title: 'No database of the host listens beyond loopback',
    severity: 'medium',
    level: 2,
    rationale: 'Some of them ask nobody for a password, and all are searched for by worms.',
    remedy: `Let it listen on 127.0.0.1: \`bind\` of redis, \`bind-address\` of MySQL, \`listen_addresses\` of PostgreSQL, \`-l\` of memcached. ${NEEDED}`,
    references: [],
    traces: {
      kept: [
        {
          processes: ['postgres', 'postmaster'],
          units: ['postgresql.service', 'postgresql@'],
          ports: ['tcp/5432'],
        },
        {
          processes: ['mysqld', 'mariadbd'],
          units: ['mysql.service', 'mysqld.service', 'mariadb.service'],
          ports: ['tcp/3306', 'tcp/33060'],
        },
        {
          processes: ['redis-server', 'valkey-server'],
          units: [
            'redis.service',
            'redis-server.service',
            'valkey.service',
            'valkey-server.service',
          ],
          ports: ['tcp/6379'],
        },
        {
          processes: ['mongod'],
          units: ['mongod.service', 'mongodb.service'],
          ports: ['tcp/27017'],
        },
        {
          processes: ['memcached'],
          units: ['memcached.service'],
          ports: ['tcp/11211', 'udp/11211'],
        },
      ],
    },
  },
  {
    id: 'mail-transfer',
    title: 'The mail transfer agent listens on loopback alone',
    severity: 'medium',
    level: 1,
    rationale: 'A host that only sends mail lets others send by it, or find its flaws.',
    remedy: `Postfix: \`postconf -e inet_interfaces=loopback-only\`; Exim: \`dc_local_interfaces='127.0.0.1 ; ::1'\` in /etc/exim4/update-exim4.conf.conf; then restart it. ${NEEDED}`,
    references: [
      'cis-rhel9-2.0:2.1.21',
      'cis-ubuntu2404-1.0:2.1.21',
      'cis-dil-2.0:2.2.15',
      'ssg:has_nonlocal_mta',
      'ssg:postfix_network_listening_disabled',
    ],
    traces: {
      kept: [
        {
          processes: ['master', 'exim4', 'exim', 'sendmail', 'sendmail-mta', 'smtpd'],
          units: [
            'postfix.service',
            'postfix@',
            'exim4.service',
            'exim.service',
            'sendmail.service',
            'opensmtpd.service',
            'smtpd.service',
          ],
          ports: ['tcp/25', 'tcp/465', 'tcp/587'],
        },
      ],
    },
  },
  {
    id: 'rpcbind',
    title: 'No RPC port mapper is reachable',
    severity: 'medium',
    level: 1,
    rationale: 'It tells what else the host runs, and multiplies datagrams against others.',
    remedy: `\`systemctl disable --now rpcbind.socket rpcbind.service\`: without the socket unit a client starts it again. ${NEEDED}`,
    references: [
      'cis-rhel9-2.0:2.1.12',
      'cis-ubuntu2404-1.0:2.1.12',
      'cis-dil-2.0:2.2.7',
      'lynis:STRG-1902',
      'ssg:package_rpcbind_removed',
      'ssg:service_rpcbind_disabled',
    ],
    traces: {
      kept: [
        {
          processes: ['rpcbind', 'portmap'],
          units: ['rpcbind.socket', 'rpcbind.service', 'portmap.service'],
          ports: ['tcp/111', 'udp/111'],
        },
      ],
    },
  },
  {
    id: 'snmp',
    title: 'No SNMP agent answers the network',
    severity: 'medium',
    level: 1,
    rationale:
      'Versions 1 and 2c send the password, often public, in clear text, and tell of processes and routes.',
    remedy: `\`systemctl disable --now snmpd\`, or \`agentaddress 127.0.0.1\` in /etc/snmp/snmpd.conf. Where it speaks version 3 alone, allow snmpd. ${NEEDED}`,
    references: [
      'cis-rhel9-2.0:2.1.14',
      'cis-ubuntu2404-1.0:2.1.15',
      'cis-dil-2.0:2.2.14',
      'lynis:SNMP-3302',
      'lynis:SNMP-3306',
      'ssg:package_net-snmp_removed',
    ],
    traces: {
      kept: [{ processes: ['snmpd'], units: ['snmpd.service'], ports: ['udp/161', 'tcp/161'] }],
    },
  },
  {
    id: 'dns-server',
    title: 'No DNS server listens beyond the host and its bridges',
    severity: 'low',
    level: 1,
    rationale: 'Open to all it multiplies datagrams against others, and can be fed false names.',
    remedy: `\`systemctl disable --now named unbound\`, or let it listen on 127.0.0.1. ${NEEDED}`,
    references: [
      'cis-rhel9-2.0:2.1.4',
      'cis-ubuntu2404-1.0:2.1.4',
      'cis-dil-2.0:2.2.8',
      'ssg:package_bind_removed',
    ],
    traces: {
      kept: [
        {
          processes: ['named', 'unbound', 'pdns_server', 'pdns_recursor', 'knotd', 'kresd'],
          units: [
            'named.service',
            'bind9.service',
            'unbound.service',
            'pdns.service',
            'pdns-recursor.service',
            'knot.service',
            'kresd@',
          ],
          ports: ['tcp/53'],
        },
      ],
    },
  },
  {
    id: 'dnsmasq',
    title: 'dnsmasq serves networks of virtual machines alone',
    severity: 'low',
    level: 1,
    rationale: 'Open to all it gives names and addresses to neighbours that never asked the host.',
    remedy: `\`systemctl disable --now dnsmasq\`, or set \`interface=\` and \`bind-interfaces\` in /etc/dnsmasq.d/. ${NEEDED}`,
    references: ['cis-ubuntu2404-1.0:2.1.5', 'ssg:package_dnsmasq_removed'],
    traces: {
      kept: [
        {
          processes: ['dnsmasq'],
          units: ['dnsmasq.service'],
          ports: ['tcp/53'],
          wildcardOnly: true,
        },
      ],
    },
  },
]);
