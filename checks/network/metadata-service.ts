import {
  anyEngine,
  chainTitle,
  defineCheck,
  fileText,
  manual,
  notApplicable,
  orAbsent,
  packetFilter,
  pass,
  required,
} from '../../src/index.ts';

/** Vendors by DMI whose machines have a metadata service that hands out credentials. */
const CLOUDS: readonly (readonly [RegExp, string])[] = [
  [/Amazon EC2|\bEC2\b/, 'Amazon EC2'],
  [/Google/, 'Google Cloud'],
  [/Microsoft Corporation/, 'Azure or Hyper-V'],
  [/DigitalOcean/, 'DigitalOcean'],
  [/Alibaba Cloud/, 'Alibaba Cloud'],
  [/OracleCloud/, 'Oracle Cloud'],
  [/Hetzner/, 'Hetzner'],
  [/OpenStack/, 'OpenStack'],
  [/Scaleway/, 'Scaleway'],
];

const SERVICE = /\b169\.254\.(169\.254|0\.0\/16)\b|\bfd00:ec2::254\b/i;

export default defineCheck({
  id: 'network.metadata-service',
  area: 'network',
  title: 'Containers cannot reach the metadata service of the cloud',
  severity: 'high',
  level: 2,
  rationale:
    'A container that asks 169.254.169.254 gets the credentials of the machine, and with them what the machine may do in the cloud.',
  remedy:
    '`iptables -I DOCKER-USER -d 169.254.169.254 -j DROP` (and the network plugin’s policy for pods); ask the cloud for session tokens with a hop limit of 1.',
  references: ['mitre-attack:T1552.005'],
  tags: ['cloud', 'firewall'],
  needs: {
    vendor: orAbsent(fileText('/sys/class/dmi/id/sys_vendor')),
    product: orAbsent(fileText('/sys/class/dmi/id/product_name')),
    engine: orAbsent(anyEngine),
    filter: required(packetFilter),
  },
  evaluate({ vendor = '', product = '', engine, filter }) {
    if (engine === undefined) return notApplicable('no container engine is on this host');
    const cloud = CLOUDS.find(([pattern]) => pattern.test(`${vendor} ${product}`))?.[1];
    if (cloud === undefined) return notApplicable('the machine is not of a known cloud');
    for (const chain of filter.chains) {
      if (
        /^(input|output)$/i.test(chain.name) ||
        chain.hook === 'input' ||
        chain.hook === 'output'
      ) {
        continue;
      }
      const rule = chain.rules.find(
        ({ text, verdict }) => verdict === 'deny' && SERVICE.test(text),
      );
      if (rule !== undefined) return pass(`${chainTitle(chain)}: ${rule.text}`);
    }
    return manual(
      `Nothing on this host keeps containers from the metadata service of ${cloud}: does the cloud ask for session tokens with a hop limit of 1, or give the machine no credentials?`,
    );
  },
});
