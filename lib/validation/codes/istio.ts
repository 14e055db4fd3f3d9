import type { CodeInfo } from './code-info.ts';
import { anyObjectCodes } from './istio/any-object.ts';
import { controlPlaneCodes } from './istio/control-plane.ts';
import { envoyFilterCodes } from './istio/envoy-filters.ts';
import { gatewayCodes } from './istio/gateways.ts';
import { injectionCodes } from './istio/injection.ts';
import type { IstioCode } from './istio/istio-code.ts';
import { policyCodes } from './istio/policies.ts';
import { routingCodes } from './istio/routing.ts';
import { serviceCodes } from './istio/services.ts';

/** The same codes, each with its page. */
function documented<Code extends string>(
  codes: Readonly<Record<Code, IstioCode>>,
): Readonly<Record<Code, CodeInfo>> {
  const infos = Object.entries<IstioCode>(codes).map(([code, info]) => [
    code,
    { ...info, link: `https://istio.io/latest/docs/reference/config/analysis/${code.toLowerCase()}/` },
  ]);
  // Every code keeps its entry; Object.entries forgets their type.
  return Object.fromEntries(infos) as Record<Code, CodeInfo>;
}

/**
 * What Istio's own analyzers report (istio/istio pkg/config/analysis/msg/messages.yaml 86c9f01f), under their names and
 * levels. The texts are Weft's own.
 */
export const istioCodes = documented({
  ...anyObjectCodes,
  ...injectionCodes,
  ...controlPlaneCodes,
  ...serviceCodes,
  ...routingCodes,
  ...gatewayCodes,
  ...policyCodes,
  ...envoyFilterCodes,
});
