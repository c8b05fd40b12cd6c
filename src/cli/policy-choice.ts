/** Which policy two runs are judged by that are compared: of the earlier, of the later, of today. */
export const POLICY_CHOICES = ['before', 'after', 'now'] as const;
export type PolicyChoice = (typeof POLICY_CHOICES)[number];
