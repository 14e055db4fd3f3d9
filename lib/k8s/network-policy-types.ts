import type { KubeObject } from './object.ts';
import type { LabelSelector } from './selector.ts';

/** Whom a rule admits. Without `namespaceSelector` pods of the policy's own namespace are meant. */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr?: string; readonly except?: readonly string[] };
}

/** A port that a rule opens; `endPort` makes it a range. All ports where a rule lists none. */
export interface NetworkPolicyPort {
  readonly port?: number | string;
  readonly endPort?: number;
}

export type NetworkPolicy = KubeObject<{
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly {
    readonly from?: readonly NetworkPolicyPeer[];
    readonly ports?: readonly NetworkPolicyPort[];
  }[];
  readonly egress?: readonly {
    readonly to?: readonly NetworkPolicyPeer[];
    readonly ports?: readonly NetworkPolicyPort[];
  }[];
}>;
