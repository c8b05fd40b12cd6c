import { describe, expect, it } from 'vitest';
import { absent, denied, type Observation, value } from '../../../src/model/observation.ts';
import { variableOf } from '../../../src/probes/docker/docker-environment.ts';
import {
  type EnvironmentValues,
  parseEnvironmentFile,
} from '../../../src/probes/systemd/environment-file.ts';
import { parseUnitFile } from '../../../src/probes/systemd/unit-files.ts';

const DEBIAN = '/etc/default/docker';
const DOCKER = '/etc/sysconfig/docker';
const NETWORK = '/etc/sysconfig/docker-network';

describe('a variable of docker.service', () => {
  const ask = (lines: string, files: Readonly<Record<string, Observation<EnvironmentValues>>>) => {
    const path = '/lib/systemd/system/docker.service';
    const settings = parseUnitFile({ path, content: `[Service]\n${lines}\n` });
    const unit = { name: 'docker.service', path, masked: false, settings, dropIns: [] };
    return variableOf(unit, files, 'OPTIONS');
  };
  const holds = (text: string) => value(parseEnvironmentFile(text));
  const missing = absent('not there');

  it('is empty when nothing sets it', () => {
    expect(ask('', {})).toEqual({ text: '' });
    expect(ask(`EnvironmentFile=-${DEBIAN}`, { [DEBIAN]: missing })).toEqual({ text: '' });
    expect(ask(`EnvironmentFile=${DEBIAN}`, { [DEBIAN]: holds('OTHER=1') })).toEqual({ text: '' });
  });

  it('comes from a file before it comes from Environment=', () => {
    const lines = `EnvironmentFile=-${DEBIAN}\nEnvironment=OPTIONS=--own`;
    expect(ask(lines, { [DEBIAN]: holds('OPTIONS=--file') })).toEqual({ text: '--file' });
    expect(ask(lines, { [DEBIAN]: holds('OPTIONS=') })).toEqual({ text: '' });
    expect(ask(lines, { [DEBIAN]: missing })).toEqual({ text: '--own' });
  });

  it('comes from the last file that sets it', () => {
    const files = { [DOCKER]: holds('OPTIONS=--a'), [NETWORK]: holds('OPTIONS=--b') };
    const first = `EnvironmentFile=-${DOCKER}`;
    const second = `EnvironmentFile=-${NETWORK}`;
    expect(ask(`${first}\n${second}`, files)).toEqual({ text: '--b' });
    expect(ask(`${second}\n${first}`, files)).toEqual({ text: '--a' });
    expect(ask(`${second}\nEnvironmentFile=\n${first}`, files)).toEqual({ text: '--a' });
  });

  it('is not taken from a file that the unit does not name', () => {
    expect(ask('', { [DEBIAN]: holds('OPTIONS=--a') })).toEqual({ text: '' });
  });

  it('is open in a file that nobody read, unless a later one sets it', () => {
    const other = '/run/containers/registries.conf';
    const unread = `EnvironmentFile=-${other}`;
    const read = `EnvironmentFile=-${DOCKER}`;
    const files = { [DOCKER]: holds('OPTIONS=--a') };
    expect(ask(`${read}\n${unread}`, files)).toEqual({ openIn: other });
    expect(ask(`${unread}\n${read}`, files)).toEqual({ text: '--a' });
    expect(ask(unread, files)).toEqual({ openIn: other });
    expect(ask('EnvironmentFile=-/etc/sysconfig/*', files)).toEqual({
      openIn: '/etc/sysconfig/*',
    });
  });

  it('is open where a file may not be read, or is missing though the unit needs it', () => {
    const denial = denied('reading needs more privilege');
    expect(ask(`EnvironmentFile=-${DEBIAN}`, { [DEBIAN]: denial })).toEqual({
      openIn: `${DEBIAN} (which needs more privilege)`,
    });
    expect(ask(`EnvironmentFile=${DEBIAN}`, { [DEBIAN]: missing })).toEqual({
      openIn: `${DEBIAN} (which is missing, so the unit does not start)`,
    });
  });

  it('is open where versions of systemd read the file otherwise', () => {
    const files = { [DEBIAN]: holds('# \\\nOPTIONS=--a\n') };
    expect(ask(`EnvironmentFile=-${DEBIAN}`, files)).toEqual({ openIn: DEBIAN });
  });
});
