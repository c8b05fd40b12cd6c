import { absent, failed, type Observation, value } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import { type Derived, derived } from '../fact.ts';
import { configFolder } from '../files/config-folder.ts';
import { fileText, type TextFile } from '../files/file-text.ts';
import { parseRsyslog, type RsyslogStatement } from './rsyslog-statements.ts';

const MAIN = '/etc/rsyslog.conf';
const FOLDER = '/etc/rsyslog.d';

/** Statements as rsyslogd meets them, each with the file that holds it. */
export interface RsyslogConfig {
  readonly statements: readonly (RsyslogStatement & { readonly from: string })[];
  /** Why there may be more of them: a file that is included from elsewhere, or not to be read. */
  readonly blind?: string;
}

/** What rsyslogd is told by /etc/rsyslog.conf and what it includes of /etc/rsyslog.d. Absent without the former. */
export const rsyslogConfig: Derived<RsyslogConfig> = derived(
  'rsyslog-config',
  { main: fileText(MAIN), folder: configFolder(FOLDER) },
  ({ main, folder }): Observation<RsyslogConfig> => {
    if (main.state === 'absent') return absent(`there is no ${MAIN}`);
    if (main.state !== 'value') return main;
    const blind: string[] = [];
    const read = ({ content, path }: TextFile, depth: number): RsyslogConfig['statements'] =>
      parseRsyslog(content).flatMap((statement): RsyslogConfig['statements'] => {
        const pattern = includedBy(statement);
        if (pattern === undefined) return [{ ...statement, from: path }];
        const files = included(pattern, folder, depth);
        if (files.state === 'value') return files.value.flatMap((file) => read(file, depth + 1));
        blind.push(`${visibleLine(pattern, 200)} of ${path}: ${files.reason}`);
        return [];
      });
    const statements = read({ path: MAIN, content: main.value }, 0);
    const [first] = blind;
    return value({ statements, ...(first === undefined ? {} : { blind: first }) });
  },
);

/** What SUSE writes there at boot are sockets of services that run in a chroot, and nothing else. */
const SOCKETS = '/run/rsyslog/additional-log-sockets.conf';
const OWN_FOLDER: ReadonlySet<string> = new Set([`${FOLDER}/*.conf`, `${FOLDER}/`, FOLDER]);

function included(
  pattern: string,
  folder: Observation<readonly TextFile[]>,
  depth: number,
): Observation<readonly TextFile[]> {
  if (pattern === SOCKETS) return value([]);
  if (!OWN_FOLDER.has(pattern) || depth > 0) return failed('what it includes is not looked at');
  return folder;
}

function includedBy(statement: RsyslogStatement): string | undefined {
  if (statement.kind === 'directive' && statement.name === 'includeconfig') return statement.value;
  if (statement.kind !== 'object' || statement.name !== 'include') return undefined;
  // Without a file it includes text, as that of an environment variable.
  return statement.parameters.get('file') ?? 'text';
}
