/** A person's answer to what only a person can decide. It lapses by itself back to the question. */
export interface Attestation {
  readonly id: string;
  readonly check: string;
  /** Names of hosts, or shell patterns of them; empty for every host. */
  readonly hosts: readonly string[];
  readonly groups: readonly string[];
  readonly answer: 'compliant' | 'notCompliant';
  readonly by: string;
  /** What the person looked at. */
  readonly evidence: string;
  /** ISO date. */
  readonly on: string;
  /** ISO date; it holds to the end of that day in UTC. */
  readonly holdsUntil: string;
}
