import { fieldIn } from '#lib/k8s/field-path.ts';
import { objectRule } from '../../rule.ts';

/** The bundle version of the Gateway API that istiod needs of a definition, else it ignores its objects (pkg/config/schema/gatewayapi). */
const minimum: ReadonlyMap<string, readonly [major: number, minor: number]> = new Map([
  ['grpcroutes.gateway.networking.k8s.io', [1, 1]],
  ['backendtlspolicies.gateway.networking.k8s.io', [1, 4]],
  ['tlsroutes.gateway.networking.k8s.io', [1, 5]],
]);

const annotation = 'gateway.networking.k8s.io/bundle-version';

/** Definitions of the Gateway API older than Istio reads (k8sgateway.CRDVersionAnalyzer). */
export const tooOldForIstio = objectRule({
  name: 'definition/too-old-for-istio',
  codes: ['IST0176'],
  kind: 'CustomResourceDefinition',
  *remarks({ metadata: { name, annotations = {} } }) {
    const needed = minimum.get(name);
    const installed = annotations[annotation] ?? '';
    const [, major, minor] = /^v?(\d+)\.(\d+)\.\d+/.exec(installed) ?? [];
    if (needed === undefined || major === undefined || minor === undefined) return;
    const newer = Number(major) - needed[0] || Number(minor) - needed[1];
    if (newer >= 0) return;
    const args = { name, installed, needed: `${needed.join('.')}.0` };
    yield { code: 'IST0176', path: fieldIn('metadata.annotations', annotation), args };
  },
});
