import type { KubeObject } from './object.ts';
import type { LabelSelector } from './selector.ts';

/** Whom a rule admits. Without `namespaceSelector` pods of the policy's own namespace are meant. */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}

/**
 * A port that a rule opens: a number, with `endPort` a range, or the name of a port of the pods that are connected to; all of
 * the protocol where none is written. Without `protocol` TCP is meant.
 */
export interface NetworkPolicyPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NetworkPolicyRule {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly to?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

export type NetworkPolicy = KubeObject<{
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly NetworkPolicyRule[];
  readonly egress?: readonly NetworkPolicyRule[];
}>;
