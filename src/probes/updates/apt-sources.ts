import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { filesText, fileText, presentText, type TextFile } from '../files/file-text.ts';

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

interface Stanza {
  readonly fields: Map<string, string>;
  readonly start: number;
  last: string;
}

/** Stanzas are parted by empty lines; an indented line goes on; a comment is as if it were not there. */
function deb822Sources({ path, content }: TextFile): readonly AptSource[] {
  const stanzas: Stanza[] = [];
  let open: Stanza | undefined;
  for (const [index, line] of content.split('\n').entries()) {
    if (line.startsWith('#')) continue;
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    if (open === undefined) {
      open = { fields: new Map(), start: index + 1, last: '' };
      stanzas.push(open);
    }
    keepField(open, line);
  }
  return stanzas.flatMap(({ fields, start }) => deb822Source(`${path}:${start}`, fields) ?? []);
}

function keepField(stanza: Stanza, line: string): void {
  const [, name, text = ''] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
  if (name === undefined) {
    const before = stanza.fields.get(stanza.last) ?? '';
    const more = line.trim();
    // No trim of the whole: it would copy all that came before with each line.
    stanza.fields.set(stanza.last, before === '' ? more : `${before} ${more}`);
    return;
  }
  stanza.last = name.toLowerCase();
  stanza.fields.set(stanza.last, text.trim());
}

function deb822Source(where: string, fields: ReadonlyMap<string, string>): AptSource | undefined {
  const words = (name: string): readonly string[] =>
    (fields.get(name) ?? '').split(/\s+/).filter((word) => word !== '');
  const enabled = !/^(no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? 'yes');
  if (words('types').length === 0 || words('uris').length === 0 || !enabled) return undefined;
  const binary = words('types').includes('deb');
  return { where, uris: words('uris'), suites: words('suites'), options: fields, binary };
}
