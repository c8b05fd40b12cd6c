import { count, grouped, listed } from '../../wording.ts';
import { hostLink, worstHosts } from '../survey/host-order.ts';
import type { Survey } from '../survey/survey.ts';
import { type Piece, say } from './cells.ts';
import { anythingAudited, failuresBySeverity, threshold } from './verdict-view.ts';

/** What the rows of Fix first settle, of the failures that the verdict counts. */
interface Settled {
  /** `eight changes`, `first five changes`. */
  readonly changes: string;
  readonly n: number;
}

/** One paragraph under the verdict: the worst host, ways out of containers, what to do. */
export function leadOf(survey: Survey, settled: Settled): readonly Piece[] {
  if (!anythingAudited(survey)) return [];
  return [
    ...worstHost(survey),
    ...escapes(survey),
    ...settledBy(survey, settled),
    ...asked(survey),
  ];
}

function worstHost(survey: Survey): readonly Piece[] {
  const [worst] = worstHosts(survey);
  if (survey.tally.fail === 0 || worst === undefined || survey.hosts.length === 1) return [];
  const { failing } = worst;
  const counts = threshold(failing).map((severity) => `${failing[severity]} ${severity}`);
  const { name, href } = hostLink(survey, worst.index);
  return [{ text: name, href }, say(` has the worst of them: ${listed(counts)}. `)];
}

function escapes({ containers, hosts }: Survey): readonly Piece[] {
  if (containers.escaping === 0) return [];
  const n = count(containers.escaping, 'container has', 'containers have');
  const on = hosts.length === 1 ? 'this host' : 'their host';
  const href = hosts.length === 1 ? '#isolation' : '#containers';
  return [
    { text: `${n} a path to root`, href },
    say(` on ${containers.escaping === 1 ? on.replace('their', 'its') : on}. `),
  ];
}

function settledBy(survey: Survey, { changes, n }: Settled): readonly Piece[] {
  if (n === 0) return [];
  const failing = failuresBySeverity(survey);
  const all = threshold(failing).reduce((sum, severity) => sum + failing[severity], 0);
  const part =
    n === all ? `All ${grouped(all)} failures` : `${grouped(n)} of the ${grouped(all)} failures`;
  const subject = all === 1 ? 'The one failure is' : `${part} ${n === 1 ? 'is' : 'are'}`;
  return [
    say(`${subject} settled by the ${changes} under `),
    { text: 'Fix first', href: '#fix-first' },
    say('. '),
  ];
}

function asked({ tally }: Survey): readonly Piece[] {
  if (tally.manual === 0 || tally.fail > 0) return [];
  const text = count(tally.manual, 'question');
  return [
    { text, href: '#questions' },
    say(` ${tally.manual === 1 ? 'remains' : 'remain'} for a person to answer.`),
  ];
}
