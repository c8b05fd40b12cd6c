/** What pg-boss keeps its tables in. */
export const SCHEMA = 'hostward_queue';

/** Audits that go on: one job each, which nobody takes and everybody reads. */
export const RUNS = 'runs';

/** The zone of hosts that name none, and of workers that name none. */
export const DEFAULT_ZONE = 'default';

/** The hosts of a run that are reached from one network. */
export const hostsQueue = (run: string, zone: string): string => `run/${run}/zone/${zone}`;

/** What is to be read on the hosts of a run: one job, which nobody takes. */
export const planQueue = (run: string): string => `run/${run}/plan`;

/** What workers say to the audit. */
export const inboxQueue = (run: string): string => `run/${run}/inbox`;
