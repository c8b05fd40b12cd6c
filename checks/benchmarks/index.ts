import type { BenchmarkOutline } from '../../src/index.ts';
import { cisDistributionIndependent20 } from './cis-distribution-independent-2-0.ts';
import { cisDocker16 } from './cis-docker-1-6.ts';
import { cisDocker17 } from './cis-docker-1-7.ts';
import { cisKubernetes112 } from './cis-kubernetes-1-12.ts';
import { kspp } from './kspp.ts';
import { nist80053 } from './nist-800-53.ts';
import { nist800190 } from './nist-800-190.ts';
import { stigRhel9 } from './stig-rhel9.ts';
import { stigUbuntu2404 } from './stig-ubuntu2404.ts';

/** Every benchmark that comes with hostward. */
export const benchmarks: readonly BenchmarkOutline[] = [
  cisDocker16,
  cisDocker17,
  cisDistributionIndependent20,
  cisKubernetes112,
  kspp,
  nist800190,
  nist80053,
  stigRhel9,
  stigUbuntu2404,
];
