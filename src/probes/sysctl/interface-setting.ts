import { type Observation, value } from '../../model/observation.ts';
import { allOf } from '../all-of.ts';
import { type Derived, derived } from '../fact.ts';
import { type ByInterface, type IpFamily, interfaceSysctl } from './sysctl.ts';
import { type SysctlAtBoot, type SysctlFiles, settingAtBoot, sysctlFiles } from './sysctl-files.ts';

/** A setting of one interface, or of `all` or `default`. */
export interface InterfaceValue {
  readonly name: string;
  /** Undefined before a boot. */
  readonly now: string | undefined;
  readonly atBoot: SysctlAtBoot | undefined;
  /** Whether it passes packets on for others. */
  readonly forwards: boolean;
  /** IPv6 only: the interface has none. */
  readonly off: boolean;
  readonly offAtBoot: boolean;
}

/** A setting of net.ipv4.conf or net.ipv6.conf, of every interface there is. */
export interface InterfaceSetting {
  readonly booted: boolean;
  readonly all: InterfaceValue;
  /** What interfaces that come later begin with. */
  readonly fresh: InterfaceValue;
  /** Without the loopback interface: the host talks to itself there. */
  readonly interfaces: readonly InterfaceValue[];
}

export function interfaceSetting(family: IpFamily, setting: string): Derived<InterfaceSetting> {
  return derived(
    `interface-setting:ipv${family}:${setting}`,
    {
      values: interfaceSysctl(family, setting),
      forwarding: interfaceSysctl(family, 'forwarding'),
      off: interfaceSysctl(6, 'disable_ipv6'),
      files: sysctlFiles,
    },
    ({ values, forwarding, off, files }): Observation<InterfaceSetting> => {
      if (values.state === 'absent') return values;
      const maps = allOf([orNone(values), orNone(forwarding), orNone(off)]);
      if (maps.state !== 'value') return maps;
      if (files.state !== 'value') return files;
      const [now = NONE, forwards = NONE, without = NONE] = maps.value;
      const of = (name: string): InterfaceValue => ({
        name,
        now: now.get(name),
        atBoot: settingAtBoot(files.value, pathOf(family, name, setting)),
        forwards: forwards.get(name) === '1',
        off: family === 6 && without.get(name) === '1',
        offAtBoot: family === 6 && isOffAtBoot(files.value, name),
      });
      return value({
        booted: values.state === 'value',
        all: of('all'),
        fresh: of('default'),
        interfaces: [...now.keys()].filter((name) => !NO_INTERFACE.includes(name)).map(of),
      });
    },
  );
}

const NONE: ByInterface = new Map();
const NO_INTERFACE: readonly string[] = ['all', 'default', 'lo'];

const pathOf = (family: IpFamily, name: string, setting: string): string =>
  `net/ipv${family}/conf/${name}/${setting}`;

/** Writing `all` writes every interface (ip-sysctl.rst, disable_ipv6). */
const isOffAtBoot = (files: SysctlFiles, name: string): boolean =>
  ['all', name].some((n) => settingAtBoot(files, pathOf(6, n, 'disable_ipv6'))?.value === '1');

/** Not there, or an image: no interface has it. */
const orNone = (observation: Observation<ByInterface>): Observation<ByInterface> =>
  observation.state === 'absent' || observation.state === 'unsupported' ? value(NONE) : observation;
