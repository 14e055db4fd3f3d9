import type { TuningResponse } from '#lib/api/tuning-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { tuningOf } from '#lib/edit/tuning/tuning.ts';
import type { Context } from '../context.ts';
import { clusterOf } from './review.ts';

export interface TuningQuery {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly name: string;
  readonly subset: string | null;
}

/** How a service's traffic is handled, as far as the viewer may read it. Throws WeftError `not-found`. */
export function readTuning(ctx: Context, { cluster: id, subset, ...service }: TuningQuery): TuningResponse {
  const cluster = clusterOf(ctx.kube.snapshot(), id);
  const { namespaces } = ctx.viewer;
  const mayRead = (namespace: string | null) => namespaces?.has(namespace ?? '') ?? true;
  const tuning = mayRead(service.namespace) ? tuningOf(cluster, service, subset) : null;
  if (tuning === null)
    throw new WeftError('not-found', `There is no Service ${service.namespace}/${service.name}.`, {
      cure: 'Choose a service of the list.',
    });
  return { ...tuning, rules: tuning.rules.filter(({ object }) => mayRead(object.namespace)) };
}
