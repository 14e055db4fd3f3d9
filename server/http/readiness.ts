import type { KindState } from '#lib/mesh/snapshot.ts';
import type { KubeSource } from '../context.ts';

/**
 * Whether requests can be answered: every kind has been listed once, or is known to be absent or forbidden. Prometheus
 * does not count: without it the configuration is still there to be read, and the page says what is missing.
 */
export function readiness(kube: Pick<KubeSource, 'snapshot'>): {
  readonly ready: boolean;
  readonly text: string;
} {
  const clusters = [...kube.snapshot().clusters.values()];
  if (clusters.every(({ states }) => [...states.values()].every(isLoading)))
    return { ready: false, text: 'The Kubernetes API has not answered yet.\n' };
  const loading = clusters.flatMap(({ states }) =>
    [...states].filter(([, state]) => isLoading(state)).map(([kind]) => kind),
  );
  return loading.length === 0
    ? { ready: true, text: 'ok\n' }
    : { ready: false, text: `Still listing: ${loading.join(', ')}.\n` };
}

const isLoading = ({ phase }: KindState): boolean => phase === 'loading';
