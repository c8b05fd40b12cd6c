import { z } from 'zod';
import { driftSchema } from '../../../reports/drift/schema.ts';
import { comparisonSchema } from '../../../reports/golden/schema.ts';
import { reportSchema } from '../../../reports/json/schema.ts';
import { notificationSchema } from '../../../reports/notification/schema.ts';
import { timelineSchema, trendSchema } from '../../../reports/trend/schema.ts';
import { inventoryJsonSchema } from '../../inventory/json-schema.ts';
import { ownChecksJsonSchema } from '../../own-checks/schema.ts';
import { policyJsonSchema } from '../../policy/json-schema.ts';
import { evidenceSchema } from '../../store/evidence-file.ts';

type Format =
  | 'inventory'
  | 'profile'
  | 'waivers'
  | 'attestations'
  | 'gate'
  | 'check'
  | 'report'
  | 'evidence'
  | 'diff'
  | 'trend'
  | 'timeline'
  | 'comparison'
  | 'notification';

/** Prints the JSON Schema of a format, for editors and for readers of reports. */
export function printSchema(format: Format): void {
  console.log(JSON.stringify(schemaOf(format), null, 2));
}

function schemaOf(format: Format): unknown {
  switch (format) {
    case 'inventory':
      return inventoryJsonSchema();
    case 'profile':
    case 'waivers':
    case 'attestations':
    case 'gate':
      return policyJsonSchema(format);
    case 'check':
      return ownChecksJsonSchema();
    case 'report':
      return published(reportSchema);
    case 'evidence':
      return published(evidenceSchema);
    case 'diff':
      return published(driftSchema);
    case 'trend':
      return published(trendSchema);
    case 'timeline':
      return published(timelineSchema);
    case 'comparison':
      return published(comparisonSchema);
    case 'notification':
      return published(notificationSchema);
  }
}

const published = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
