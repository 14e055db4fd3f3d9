import { type KindName, kindNames, kinds } from './kinds.ts';

/** Whether a kind is configuration of the mesh: Istio's and the Gateway API's, and Services, which they are about. */
const isConfig = (kind: KindName): boolean =>
  kind === 'Service' || /(^|\.)istio\.io$|^gateway\.networking\./.test(kinds[kind].group);

/** The kinds that the configuration browser lists. */
export const configKinds: readonly KindName[] = kindNames.filter(isConfig);
