import { z } from 'zod';
import { SEVERITIES } from '../../src/model/check.ts';

const NOTIFICATION_FORMAT = 1;

const failure = z
  .strictObject({
    host: z.string(),
    check: z.string(),
    title: z.string(),
    severity: z.enum(SEVERITIES),
    subject: z.string().exactOptional(),
    found: z.string().exactOptional(),
  })
  .meta({ id: 'NewFailure' });

/** What a program is told on its standard input when something fails that did not fail before. */
export const notificationSchema = z
  .strictObject({
    formatVersion: z.literal(NOTIFICATION_FORMAT),
    run: z.strictObject({
      id: z.string(),
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime(),
      profile: z.string(),
      complete: z.boolean(),
    }),
    before: z
      .strictObject({ id: z.string(), startedAt: z.iso.datetime() })
      .describe('The run that it is compared with'),
    exitStatus: z.int().describe('Of the audit'),
    newFailures: z.int().describe('How many there are; not all are listed'),
    newlyUnreachable: z.array(z.string()).describe('Names of hosts; not all where there are many'),
    failures: z.array(failure).describe('New failures, in the order of hosts'),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof notificationSchema>;
