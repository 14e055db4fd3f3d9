import { err, ok, type Result } from '#lib/core/result.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan, ChangeStep } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import { newMeshRoute, newVirtualService } from './new-route.ts';
import { type RoutesTo, routesTo } from './routes-to.ts';
import { hostOf, type ServiceRef } from './service-ref.ts';
import { type Split, splitBackends, splitRoutes } from './split-routes.ts';
import { subsetSteps } from './subset-steps.ts';
import { type Versions, versionServices, versionsOf } from './versions.ts';

export interface CanaryStart {
  readonly service: ServiceRef;
  /** The version that has everything now, and the one that is to be tried. */
  readonly stable: string;
  readonly canary: string;
  /** Percent for the canary, a whole number; 0 to move it later. */
  readonly weight: number;
}

/**
 * The plan that begins to split a service by version, in the order in which no request finds a subset missing: subsets first,
 * then every route that sends requests to the service, of the mesh and of gateways; one for the mesh is created where there is
 * none. Routes of the Gateway API know no subsets: they are split between a Service for each version.
 */
export function startCanary(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { service, stable, canary, weight }: CanaryStart,
): Result<ChangePlan, string> {
  if (!Number.isInteger(weight) || weight < 0 || weight > 100)
    return err('The weight of the canary is a whole number from 0 to 100.');
  if (objectAt(cluster, 'Service', service.namespace, service.name) === null)
    return err(`Service ${service.namespace}/${service.name} is not there.`);
  const versions = versionsOf(cluster, service);
  if (versions === null)
    return err(
      `The pods of ${service.name} are not told apart by a version label: there is nothing to split between.`,
    );
  for (const version of [stable, canary])
    if (!versions.versions.some((one) => one.version === version))
      return err(`No pods of ${service.name} are of version ${version}.`);
  if (stable === canary) return err('The canary is another version than the stable one.');
  const found = routesTo(cluster, new Set([hostOf(service)]), service);
  const split = { service, stable, canary, weight };
  const gatewayApi = ofGatewayApi(cluster, live, split, versions, found);
  if (!gatewayApi.ok) return gatewayApi;
  const istio = ofIstio(cluster, live, split, versions, found);
  if (!istio.ok) return istio;
  const steps = [...istio.value, ...gatewayApi.value];
  return steps.length === 0
    ? err(`No route sends everything to ${service.name} alone: move the weights that there are.`)
    : ok({ steps });
}

type Steps = Result<readonly ChangeStep[], string>;

function ofIstio(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  split: CanaryStart,
  versions: Versions,
  { virtualServices, gatewayApi, inMesh }: RoutesTo,
): Steps {
  // Where the Gateway API has the service to itself, the mesh gets a route of its kind.
  if (virtualServices.length === 0 && gatewayApi.length > 0) return ok([]);
  const subsets = subsetSteps(cluster, live, split.service, versions);
  if (!subsets.ok) return subsets;
  const to: Split = {
    host: hostOf(split.service),
    stable: subsets.value.names.get(split.stable) ?? split.stable,
    canary: subsets.value.names.get(split.canary) ?? split.canary,
    weight: split.weight,
  };
  const changed = splitRoutes(cluster, live, virtualServices, to);
  if (!changed.ok) return changed;
  const created = inMesh ? ok([]) : newVirtualService(cluster, split.service, to);
  if (!created.ok) return created;
  const routeSteps = [...created.value, ...changed.value];
  return ok(routeSteps.length === 0 ? [] : [...subsets.value.steps, ...routeSteps]);
}

function ofGatewayApi(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { service, stable, canary, weight }: CanaryStart,
  versions: Versions,
  { virtualServices, gatewayApi, inMesh }: RoutesTo,
): Steps {
  const [first] = gatewayApi;
  if (first === undefined) return ok([]);
  const services = versionServices(cluster, service, versions);
  const [from, to] = [services.get(stable), services.get(canary)];
  if (from === undefined || to === undefined) {
    const without = [stable, canary].filter((version) => !services.has(version)).join(' and ');
    return err(
      `${first.kind} ${first.namespace}/${first.name} sends requests to ${service.name}, and routes of the Gateway API know no subsets: a Service that selects ${versions.label} ${without} alone is missing.`,
    );
  }
  const split: Split = { host: hostOf(service), stable: from, canary: to, weight };
  const changed = splitBackends(cluster, live, gatewayApi, split);
  if (!changed.ok || inMesh || virtualServices.length > 0) return changed;
  return ok([...newMeshRoute(cluster, service, split), ...changed.value]);
}

/** What a canary of a weight means before anything is moved. */
export const startCanarySays = ({ service, stable, canary, weight }: CanaryStart): string =>
  weight === 0
    ? `All requests to ${service.name} go to ${stable}. ${canary} gets none until its weight is moved.`
    : `Of 100 requests to ${service.name}, about ${weight} go to ${canary} and ${100 - weight} to ${stable}.`;
