import { isActive, isReady } from '#lib/k8s/pod-ready.ts';
import { type ConfigView, objectsOf } from './view.ts';

/** Whether istiod is there. A mesh that never had one in this cluster is served from elsewhere. */
export interface IstiodWatch {
  serves(view: ConfigView): boolean;
}

/** A watch that has seen no istiod yet. */
export function createIstiodWatch(): IstiodWatch {
  let seen = false;
  return {
    serves(view) {
      const pods = objectsOf(view, 'Pod').filter(({ metadata }) => metadata.labels?.app === 'istiod');
      const ready = pods.some((pod) => isActive(pod) && isReady(pod));
      seen ||= ready;
      return ready || !seen;
    },
  };
}
