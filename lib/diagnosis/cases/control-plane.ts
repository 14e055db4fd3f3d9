import { workload } from '#lib/graph/testing/mesh.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { ControlPlaneTelemetry } from '../telemetry.ts';
import { caseAt, type toldOfControl } from '../testing/told-by.ts';

/** A counter or gauge as istiod or an agent exposes it, at the beginning of the window and at its end. */
export interface ControlSeries {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly from: number;
  readonly to: number;
}

/** A control plane, its telemetry as it is read and as it is exposed, and what must be told of it. */
export interface ControlPlaneCase {
  readonly what: string;
  readonly report?: string;
  readonly objects: readonly KubeObject[];
  readonly telemetry: Partial<ControlPlaneTelemetry>;
  readonly series: readonly ControlSeries[];
  readonly told: ReturnType<typeof toldOfControl>;
}

const istiod = (ready = true) => workload('istio-system', 'istiod', { proxy: 'none', ready });
const changed = (apiVersion: string, kind: string, name: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'foo',
    managedFields: [{ manager: 'kubectl', time: new Date((caseAt - 120) * 1000).toISOString() }],
  },
  spec: {},
});
const filter = changed('networking.istio.io/v1alpha3', 'EnvoyFilter', 'lua');
const route = changed('networking.istio.io/v1', 'VirtualService', 'route');
const deployment = 'Deployment istio-system/istiod';
const day = 86_400;

const rejects = (type: string, to: number): ControlSeries => ({
  name: 'pilot_total_xds_rejects',
  labels: { type },
  from: 0,
  to,
});
/** Seconds that changes took to reach their proxies, all of them above so many. */
const convergence = (above: number, changes: number): readonly ControlSeries[] =>
  [0.1, 0.5, 1, 3, 5, 10, 20, 30, '+Inf'].map((le) => ({
    name: 'pilot_proxy_convergence_time_bucket',
    labels: { le: String(le) },
    from: 0,
    to: Number(le) > above || le === '+Inf' ? changes : 0,
  }));
const rootEnds = (inSeconds: number): ControlSeries => ({
  name: 'citadel_server_root_cert_expiry_timestamp',
  from: caseAt + inSeconds,
  to: caseAt + inSeconds,
});
const expiry = (seconds: number): ControlSeries => ({
  name: 'istio_agent_cert_expiry_seconds',
  labels: { resource_name: 'default' },
  from: seconds + 300,
  to: seconds,
});

/** The control plane as the cause, by series written by hand; several after public reports. */
export const controlPlaneCases: readonly ControlPlaneCase[] = [
  {
    what: 'proxies refuse listeners after an EnvoyFilter was changed; a route that was changed as well is not blamed',
    report: 'https://github.com/istio/istio/issues/50658',
    objects: [...istiod(), filter, route],
    telemetry: { rejects: 57, rejected: ['lds'] },
    series: [rejects('lds', 57), rejects('cds', 0)],
    told: { code: 'configuration-rejected', confidence: 'certain', object: 'EnvoyFilter foo/lua' },
  },
  {
    what: 'proxies refuse routes: what comes in routes is blamed',
    objects: [...istiod(), route],
    telemetry: { rejects: 4, rejected: ['rds'] },
    series: [rejects('rds', 4)],
    told: { code: 'configuration-rejected', confidence: 'certain', object: 'VirtualService foo/route' },
  },
  {
    what: 'proxies refuse clusters, and nothing that brings clusters was changed',
    objects: [...istiod(), route],
    telemetry: { rejects: 4, rejected: ['cds'] },
    series: [rejects('cds', 4)],
    told: { code: 'configuration-rejected', confidence: 'certain', object: null },
  },
  {
    what: 'istiod is overloaded: changes take half a minute and more',
    objects: istiod(),
    telemetry: { convergence: 30, rejects: 0 },
    series: convergence(25, 400),
    told: { code: 'configuration-late', confidence: 'certain', object: deployment },
  },
  {
    what: 'istiod keeps up',
    objects: istiod(),
    telemetry: { convergence: 0.5, rejects: 0, firstExpiry: day / 2, unsigned: 0, rootExpiry: 900 * day },
    series: [...convergence(0.1, 400), rejects('lds', 0), expiry(day / 2), rootEnds(900 * day)],
    told: null,
  },
  {
    what: 'no istiod is ready',
    objects: istiod(false),
    telemetry: {},
    series: [],
    told: { code: 'istiod-down', confidence: 'certain', object: deployment },
  },
  {
    what: 'istiod does not sign, and certificates of half a day before have ended',
    report: 'https://github.com/istio/istio/issues/26225',
    objects: istiod(),
    telemetry: { firstExpiry: -600, unsigned: 12 },
    series: [expiry(-600), { name: 'citadel_server_authentication_failure_count', from: 0, to: 12 }],
    told: { code: 'certificates-not-renewed', confidence: 'certain', object: deployment },
  },
  {
    what: 'istiod does not sign, and no certificate has ended yet',
    objects: istiod(),
    telemetry: { firstExpiry: day / 2, unsigned: 3 },
    series: [
      expiry(day / 2),
      { name: 'citadel_server_csr_sign_err_count', labels: { error: 'CSR_ERROR' }, from: 0, to: 3 },
    ],
    told: { code: 'certificates-not-renewed', confidence: 'likely', object: deployment },
  },
  {
    what: 'the first certificate ends in minutes: it was not renewed, or all live that short',
    objects: istiod(),
    telemetry: { firstExpiry: 900, unsigned: 0 },
    series: [expiry(900), { name: 'citadel_server_csr_sign_err_count', from: 0, to: 0 }],
    told: { code: 'certificates-not-renewed', confidence: 'possible', object: deployment },
  },
  {
    what: 'the root certificate ends within the month',
    report: 'https://github.com/istio/istio/issues/14516',
    objects: istiod(),
    telemetry: { rootExpiry: 6 * day },
    series: [rootEnds(6 * day)],
    told: { code: 'root-certificate-ends', confidence: 'certain', object: null },
  },
];
