import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadOptions, loadInventory } from '../../src/inventory/load.ts';
import { UsageError } from '../../src/model/errors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostward-ansible-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const load = (path: string, options?: LoadOptions) =>
  loadInventory(path, { user: 'me', homeDirectory: join(folder, 'home') }, options);

function problemsOf(path: string, options?: LoadOptions): readonly string[] {
  try {
    load(path, options);
  } catch (error) {
    if (error instanceof UsageError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

const INI = `
# of the site
mail.example.org ansible_host=10.0.0.9

[web]
web[01:03].example.org
web09.example.org:2222 ansible_user='web admin' # moved
[db:vars]
ansible_become=true
[db]
db1 ansible_ssh_common_args='-J ops@bastion.example.org:22 -o StrictHostKeyChecking=no'
db2 ansible_connection=local
[prod:children]
web
db
[all:vars]
ansible_user=audit
ansible_become_method=doas
domain=internal.example
[web:vars]
ansible_host={{ inventory_hostname_short }}.{{ domain }}
`.replace("'web admin'", 'webadmin');

const YAML = `
all:
  vars: { ansible_user: audit, ansible_become_method: doas, domain: internal.example }
  hosts:
    mail.example.org: { ansible_host: 10.0.0.9 }
  children:
    prod:
      children:
        web:
          hosts:
            web[01:03].example.org:
            web09.example.org: { ansible_port: 2222, ansible_user: webadmin }
          vars:
            ansible_host: '{{ inventory_hostname_short }}.{{ domain }}'
        db:
          hosts:
            db1: { ansible_ssh_common_args: '-J ops@bastion.example.org:22 -o StrictHostKeyChecking=no' }
            db2: { ansible_connection: local }
          vars: { ansible_become: true }
`;

const JSON_TEXT = JSON.stringify({
  _meta: {
    hostvars: {
      'mail.example.org': { ansible_host: '10.0.0.9' },
      'web09.example.org': { ansible_port: 2222, ansible_user: 'webadmin' },
      db1: {
        ansible_ssh_common_args: '-J ops@bastion.example.org:22 -o StrictHostKeyChecking=no',
      },
      db2: { ansible_connection: 'local' },
    },
  },
  all: {
    children: ['ungrouped', 'prod'],
    vars: { ansible_user: 'audit', ansible_become_method: 'doas', domain: 'internal.example' },
  },
  ungrouped: { hosts: ['mail.example.org'] },
  prod: { children: ['web', 'db'] },
  web: {
    hosts: ['web01.example.org', 'web02.example.org', 'web03.example.org', 'web09.example.org'],
    vars: { ansible_host: '{{ inventory_hostname_short }}.{{ domain }}' },
  },
  db: { hosts: ['db1', 'db2'], vars: { ansible_become: true } },
});

describe.each([
  ['INI', 'hosts', INI],
  ['YAML', 'hosts.yml', YAML],
  ['JSON', 'hosts.json', JSON_TEXT],
])('%s', (_, file, text) => {
  it('says the same', () => {
    const { hosts } = load(write(file, text));
    const byName = new Map(hosts.map((host) => [host.name, host]));
    expect([...byName.keys()].sort()).toEqual([
      'db1',
      'db2',
      'mail.example.org',
      'web01.example.org',
      'web02.example.org',
      'web03.example.org',
      'web09.example.org',
    ]);
    expect(byName.get('mail.example.org')).toMatchObject({
      groups: [],
      become: 'none',
      connection: { transport: 'ssh2', endpoint: { address: '10.0.0.9', port: 22, user: 'audit' } },
    });
    expect(byName.get('web02.example.org')).toMatchObject({
      groups: ['prod', 'web'],
      connection: { endpoint: { address: 'web02.internal.example', user: 'audit' } },
    });
    expect(byName.get('web09.example.org')).toMatchObject({
      connection: { endpoint: { address: 'web09.internal.example', port: 2222, user: 'webadmin' } },
    });
    expect(byName.get('db1')).toMatchObject({
      groups: ['prod', 'db'],
      become: 'doas',
      connection: {
        transport: 'ssh2',
        jumps: [{ address: 'bastion.example.org', port: 22, user: 'ops' }],
      },
    });
    expect(byName.get('db2')).toMatchObject({ connection: { transport: 'local' } });
  });
});

describe('variables', () => {
  it('name the zone that workers reach a host from', () => {
    const path = write(
      'hosts',
      '[web]\nweb1\n[web:vars]\nhostward_zone={{ site }}-dmz\nsite=north\n',
    );
    expect(load(path).hosts.map(({ zone }) => zone)).toEqual(['north-dmz']);
  });

  it('of files beside the inventory are stronger than its own, and the host is strongest', () => {
    const path = write(
      'hosts',
      '[web]\nweb1.example.org ansible_port=1\nweb2\n[web:vars]\nansible_user=a\n',
    );
    write('group_vars/all.yml', 'ansible_user: everybody\nansible_port: 99\n');
    write('group_vars/web/ssh.yml', 'ansible_user: b\n');
    write('group_vars/other.yml', '{ not: read');
    write('host_vars/web1.example.org', 'ansible_port: 7\nunrelated: [1, {a: !vault x}]\n');
    expect(load(path).hosts).toMatchObject([
      { name: 'web1.example.org', connection: { endpoint: { user: 'b', port: 7 } } },
      { name: 'web2', connection: { endpoint: { user: 'b', port: 99 } } },
    ]);
  });

  it('of inner groups win over outer ones, and of equal ones the later in the alphabet', () => {
    const path = write(
      'hosts',
      '[b]\nh\n[a]\nh\n[outer:children]\na\nb\n[outer:vars]\nansible_user=outer\nansible_port=5\n[a:vars]\nansible_user=a\n[b:vars]\nansible_user=b\n',
    );
    expect(load(path).hosts).toMatchObject([{ connection: { endpoint: { user: 'b', port: 5 } } }]);
  });

  it('that only ssh understands go to it', () => {
    const path = write(
      'hosts',
      `h ansible_ssh_common_args='-o ProxyCommand="nc -X 5 %h %p" -o ControlMaster=auto -C' ansible_ssh_private_key_file=key\n`,
    );
    const key = write('key', 'x');
    chmodSync(key, 0o600);
    expect(load(path).hosts).toMatchObject([
      {
        connection: {
          transport: 'openssh',
          endpoint: { address: 'h', identityFiles: [key] },
          sshOptions: ['ProxyCommand=nc -X 5 %h %p'],
        },
      },
    ]);
    const jump = write('hosts2', 'h ansible_ssh_common_args=-Jbastion\n');
    expect(load(jump).hosts).toMatchObject([
      { connection: { transport: 'openssh', sshOptions: ['ProxyJump=bastion'] } },
    ]);
  });
});

describe('problems are told with their place', () => {
  it.each([
    ['[web', 'hosts:1 section "[web"; expected [group], [group:vars] or [group:children]'],
    ['[a]\nh[3:1]\n', 'hosts:2 bad range'],
    ['[a]\nh nonsense\n', 'hosts:2 found "nonsense"; expected variable=value'],
    [`[a]\nh x='open\n`, 'hosts:2 a quotation mark without its pair'],
    ['[a]\nh ansible_port=x\n', 'hosts:2 found "x"; expected a port'],
    [
      '[a]\nh ansible_connection=winrm\n',
      'hosts:2 ansible_connection "winrm"; expected ssh or local',
    ],
    ['[a]\nh ansible_become=yes ansible_become_method=su\n', 'hosts:2 ansible_become_method "su"'],
    ['[a]\nh ansible_become=yes ansible_become_user=app\n', 'hosts:2 ansible_become_user "app"'],
    ['[a]\nh ansible_host="{{ x | upper }}"\n', 'hosts:2 ansible_host: {{ x | upper }}; expected'],
    ['[a]\nh ansible_host="{{ x }}" x="{{ x }}"\n', 'hosts:2 ansible_host: {{ x }}; expected'],
    [
      '[a]\nh ansible_ssh_common_args="-F x"\n',
      'hosts:2 ansible_ssh_common_args: argument -F of ssh',
    ],
    ['[a]\n__proto__\n', 'hosts:2 "__proto__"; expected another name'],
    ['[a:children]\nb\n', 'hosts:2 unknown group "b"'],
    ['[a]\nh ansible_host=-oProxyCommand=x\n', 'hosts:2 address "-oProxyCommand=x"'],
    ['[a]\nh ansible_user=a;b\n', 'hosts:2 user "a;b"; expected a login name'],
  ])('%j', (text, problem) => {
    expect(problemsOf(write('hosts', text), { format: 'ansible-ini' })).toEqual(
      expect.arrayContaining([expect.stringContaining(problem)]),
    );
  });

  it('what ansible-vault has encrypted is named where it is needed', () => {
    const path = write(
      'hosts.yml',
      'all:\n  hosts:\n    h:\n      secret: !vault |\n        $ANSIBLE_VAULT;1.1;AES256\n        6162\n      ansible_user: !vault |\n        $ANSIBLE_VAULT;1.1;AES256\n        6162\n',
    );
    expect(problemsOf(path)).toEqual([
      'hosts.yml:7:7 ansible_user: is encrypted by ansible-vault, which is not read; expected a plain value',
    ]);
    const ini = write('hosts', '[web]\nh ansible_host=h\n');
    write('group_vars/web.yml', '$ANSIBLE_VAULT;1.1;AES256\n6162\n');
    expect(problemsOf(ini)).toEqual([
      expect.stringMatching(/^group_vars\/web.yml is encrypted by/),
    ]);
  });

  it('YAML that is none of Ansible', () => {
    const path = write('hosts.yml', 'web:\n  hosts: [a, b]\n  host: x\n');
    expect(problemsOf(path, { format: 'ansible-yaml' })).toEqual([
      'hosts.yml:2:10 found no map; expected one, such as "web1:" below "hosts:"',
      'hosts.yml:3:3 unknown key "host" in a group; expected hosts, vars or children',
    ]);
  });
});

describe('programs', () => {
  function program(name: string, body: string): string {
    const path = write(name, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('are run with --list', () => {
    const path = program('inventory.sh', `[ "$1" = --list ] && cat <<'E'\n${JSON_TEXT}\nE`);
    expect(load(path).hosts).toHaveLength(7);
  });

  it.each([
    ['exit 3', /inventory program inventory.sh --list: /],
    ['echo no', /inventory.sh --list: no JSON/],
    [`echo '{"web": ["h"]}'`, /inventory.sh --list: no "_meta"/],
    [`echo '{"web": 3, "_meta": {}}'`, /inventory.sh --list: web: not as an Ansible inventory/],
    [
      `echo '{"web": ["h"], "_meta": {"hostvars": {"h": {"ansible_port": "x"}}}}'`,
      /inventory.sh --list: _meta.hostvars.h found "x"; expected a port/,
    ],
  ])('that go wrong say so: %s', (body, problem) => {
    expect(problemsOf(program('inventory.sh', body)).join('\n')).toMatch(problem);
  });

  it('that anybody may change are not run', () => {
    const path = program('inventory.sh', `touch ${folder}/ran`);
    chmodSync(path, 0o777);
    expect(problemsOf(path)[0]).toContain('can be written by anyone');
  });

  it('are told from inventories with a wrong mode', () => {
    const path = write('inventory.yaml', 'version: 1\nhosts: { a: }\n');
    chmodSync(path, 0o755);
    expect(load(path).hosts).toHaveLength(1);
  });
});

describe('other formats', () => {
  it('a list names a host a line', () => {
    const path = write('list', '# ours\nweb[1:2]\nroot@10.0.0.1:2222\nssh://db # the last\n');
    expect(load(path, { ignoreSshConfig: true }).hosts).toMatchObject([
      { name: 'web1' },
      { name: 'web2' },
      { name: '10.0.0.1:2222', connection: { endpoint: { address: '10.0.0.1', user: 'root' } } },
      { name: 'db', connection: { transport: 'ssh2' } },
    ]);
    expect(problemsOf(write('bad', 'web1\n-oX=y\n'), { format: 'list' })).toEqual([
      expect.stringContaining('bad:2 found "-oX=y"; expected a host a line'),
    ]);
  });

  it('a configuration of ssh names its hosts, included ones too', () => {
    write('home/.ssh/more/a.conf', 'Host inner "quoted"\n  User x\n');
    const path = write(
      'home/.ssh/config',
      'Include more/*.conf\nHost web1 web? !no *.x\n  HostName 10.0.0.1\nMatch all\n',
    );
    const hosts = load(path).hosts;
    expect(hosts.map(({ name }) => name)).toEqual(['inner', 'quoted', 'web1']);
    expect(hosts[0]?.connection).not.toHaveProperty('configFile');
    const elsewhere = write('config', 'Host web1\n');
    expect(load(`ssh_config:${elsewhere}`).hosts).toMatchObject([
      { connection: { transport: 'openssh', configFile: elsewhere } },
    ]);
  });
});
