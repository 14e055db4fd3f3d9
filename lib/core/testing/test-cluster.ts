import { type ClusterId, clusterId } from '../ids.ts';

/** The one cluster of a test that knows only one, under the name Istio's telemetry gives it. */
export const testCluster: ClusterId = clusterId.parse('Kubernetes');
