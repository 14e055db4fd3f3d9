import type { Rule } from '../../rule.ts';
import { differsBetweenClusters } from './differs-between-clusters.ts';
import { portNotInContainers } from './port-not-in-containers.ts';
import { portWithoutProtocol } from './port-without-protocol.ts';

export const serviceRules: readonly Rule[] = [
  differsBetweenClusters,
  portWithoutProtocol,
  portNotInContainers,
];
