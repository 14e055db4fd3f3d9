import { z } from 'zod';
import { epochSeconds } from '#lib/core/units.ts';
import { kubeEvent } from '#lib/k8s/kube-event.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What the cluster said of a pod. */
export const podEvent = z.object({
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  /** When it was said last; null where the event does not tell. */
  at: epochSeconds.nullable(),
});
export type PodEvent = z.infer<typeof podEvent>;

const mostMessage = 600;

const eventsOfPods: (cluster: ClusterSnapshot) => ReadonlyMap<string, readonly PodEvent[]> = derive(
  ['Event'],
  (cluster) => {
    const found = new Map<string, PodEvent[]>();
    for (const event of objects(cluster, 'Event')) {
      const parsed = kubeEvent.safeParse(event);
      if (!parsed.success || parsed.data.involvedObject.kind !== 'Pod') continue;
      const { involvedObject, lastTimestamp, eventTime, message, ...rest } = parsed.data;
      const key = `${involvedObject.namespace}/${involvedObject.name}`;
      const times = [lastTimestamp, eventTime, event.metadata.creationTimestamp ?? ''];
      const at = times.map((time) => Math.floor(Date.parse(time) / 1000)).find(Number.isFinite);
      const list = found.get(key) ?? [];
      list.push({
        ...rest,
        message: message.slice(0, mostMessage),
        at: at === undefined ? null : epochSeconds.parse(at),
      });
      found.set(key, list);
    }
    for (const list of found.values()) list.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
    return found;
  },
);

/** The events of a pod that are still kept, the newest first. */
export const podEvents = (cluster: ClusterSnapshot, namespace: string, name: string): readonly PodEvent[] =>
  eventsOfPods(cluster).get(`${namespace}/${name}`) ?? [];
