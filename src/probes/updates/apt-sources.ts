import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';
import { deb822Stanzas } from './deb822.ts';

/** One enabled source of apt, of sources.list(5). */
export interface AptSource {
  /** `/etc/apt/sources.list:3` */
  readonly where: string;
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  /** In lower case: `trusted`, `signed-by`, `allow-insecure`. */
  readonly options: ReadonlyMap<string, string>;
  /** Whether programs come from it, not only their sources. */
  readonly binary: boolean;
}

export const aptSources: Derived<readonly AptSource[]> = derived(
  'apt-sources',
  {
    main: fileText('/etc/apt/sources.list'),
    lists: filesText('/etc/apt/sources.list.d/*.list'),
    stanzas: filesText('/etc/apt/sources.list.d/*.sources'),
  },
  ({ main, lists, stanzas }): Observation<readonly AptSource[]> => {
    const text = presentText(main);
    if (text.state !== 'value') return text;
    if (lists.state !== 'value') return lists;
    if (stanzas.state !== 'value') return stanzas;
    const first = { path: '/etc/apt/sources.list', content: text.value ?? '' };
    return value([
      ...[first, ...lists.value].flatMap(oneLineSources),
      ...stanzas.value.flatMap(deb822Sources),
    ]);
  },
);

/** `deb [ option=value … ] uri suite [component …]` */
const ONE_LINE = /^\s*(deb|deb-src)\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)/;

function oneLineSources({ path, content }: TextFile): readonly AptSource[] {
  return content.split('\n').flatMap((line, index) => {
    const [, type, options = '', uri, suite] = ONE_LINE.exec(line.replace(/#.*$/, '')) ?? [];
    if (uri === undefined || suite === undefined) return [];
    const pairs = options.split(/\s+/).flatMap((word): [string, string][] => {
      const [, name, text] = /^([\w-]+)[+-]?=(.*)$/.exec(word) ?? [];
      return name === undefined || text === undefined ? [] : [[name.toLowerCase(), text]];
    });
    const where = `${path}:${index + 1}`;
    const binary = type === 'deb';
    return [{ where, uris: [uri], suites: [suite], options: new Map(pairs), binary }];
  });
}

const deb822Sources = (file: TextFile): readonly AptSource[] =>
  deb822Stanzas(file).flatMap(
    ({ fields, line }) => deb822Source(`${file.path}:${line}`, fields) ?? [],
  );

function deb822Source(where: string, fields: ReadonlyMap<string, string>): AptSource | undefined {
  const words = (name: string): readonly string[] =>
    (fields.get(name) ?? '').split(/\s+/).filter((word) => word !== '');
  const enabled = !/^(no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? 'yes');
  if (words('types').length === 0 || words('uris').length === 0 || !enabled) return undefined;
  const binary = words('types').includes('deb');
  return { where, uris: words('uris'), suites: words('suites'), options: fields, binary };
}
