import type { Rule } from '../../rule.ts';
import { ambientAndSidecar } from './ambient-and-sidecar.ts';
import { capturedDespiteSidecarLabel } from './captured-despite-sidecar-label.ts';
import { policyNobodyEnforces } from './policy-nobody-enforces.ts';
import { sidecarInAmbient } from './sidecar-in-ambient.ts';
import { underNoAuthorizationPolicy } from './under-no-authorization-policy.ts';
import { waypointMissing } from './waypoint-missing.ts';
import { waypointOutsideAmbient } from './waypoint-outside-ambient.ts';

/** Rules about workloads: a finding stands at the controller. */
export const workloadRules: readonly Rule[] = [
  ambientAndSidecar,
  capturedDespiteSidecarLabel,
  policyNobodyEnforces,
  sidecarInAmbient,
  waypointMissing,
  waypointOutsideAmbient,
  underNoAuthorizationPolicy,
];
