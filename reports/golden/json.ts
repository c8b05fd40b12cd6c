import { COMPARISON_FORMAT, type FleetComparison } from '../../src/model/golden.ts';

/** A comparison as JSON. */
export const comparisonJson = (comparison: FleetComparison): string =>
  `${JSON.stringify({ formatVersion: COMPARISON_FORMAT, ...comparison }, null, 1)}\n`;
