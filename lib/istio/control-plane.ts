import type { KubeObject } from '#lib/k8s/object.ts';

/** Namespaces of Kubernetes itself, which no injector touches. */
const systemNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

export const isSystemNamespace = (namespace: string): boolean => systemNamespaces.has(namespace);

/** Whether an object is part of Istio's own installation, or made by it for a gateway, by the labels it puts on them. */
export const isControlPlane = ({ metadata: { labels = {} } }: KubeObject): boolean =>
  labels.istio !== undefined ||
  labels.release === 'istio' ||
  labels['gateway.istio.io/managed'] !== undefined;
