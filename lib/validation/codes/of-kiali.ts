import type { CodeInfo } from './code-info.ts';
import { authorizationCodes } from './of-kiali/authorization.ts';
import { gatewayApiCodes } from './of-kiali/gateway-api.ts';
import { hostCodes } from './of-kiali/hosts.ts';
import { mutualTlsCodes } from './of-kiali/mutual-tls.ts';
import { routingCodes } from './of-kiali/routing.ts';

/**
 * What Kiali reports and Istio does not, under names of Weft's own: WEFT1001 to WEFT1999. `kiali.ts` says which code of
 * Kiali's each one answers to.
 */
export const codesOfKiali = {
  ...authorizationCodes,
  ...mutualTlsCodes,
  ...routingCodes,
  ...hostCodes,
  ...gatewayApiCodes,
} as const satisfies Record<string, CodeInfo>;
