import type { MeshObject, Origin } from './mesh.ts';

type Body = MeshObject['body'];

/** The field manager that a tool writes with. */
export function fieldManager(origin: Origin): string {
  switch (origin.by) {
    case 'kubectl':
      return 'kubectl-client-side-apply';
    case 'helm':
      return 'helm';
    case 'argocd':
      return 'argocd-controller';
  }
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object with the marks its tool leaves: last-applied annotation, Helm's labels, Argo CD's tracking id. */
export function marked(object: MeshObject, apiVersion: string, kind: string): Record<string, unknown> {
  const { body, origin } = object;
  switch (origin.by) {
    case 'kubectl': {
      const content = { apiVersion, kind, ...body };
      const annotated = { ...body.metadata.annotations, [lastApplied]: `${JSON.stringify(content)}\n` };
      // kubectl leaves the annotation off objects made by `create`, as namespaces often are.
      return object.kind === 'Namespace'
        ? content
        : { ...content, ...withMeta(body, { annotations: annotated }) };
    }
    case 'helm':
      return { apiVersion, kind, ...body, ...withMeta(body, helmMarks(body, origin.release)) };
    case 'argocd': {
      const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
      const { namespace = '', name } = body.metadata;
      const id = `${origin.application}:${group}/${kind}:${namespace}/${name}`;
      const annotations = { ...body.metadata.annotations, 'argocd.argoproj.io/tracking-id': id };
      return { apiVersion, kind, ...body, ...withMeta(body, { annotations }) };
    }
  }
}

const withMeta = (body: Body, change: Partial<Body['metadata']>) => ({
  metadata: { ...body.metadata, ...change },
});

const helmMarks = ({ metadata }: Body, release: string) => ({
  labels: {
    ...metadata.labels,
    'app.kubernetes.io/managed-by': 'Helm',
    'helm.sh/chart': `${release}-1.29.2`,
  },
  annotations: {
    ...metadata.annotations,
    'meta.helm.sh/release-name': release,
    'meta.helm.sh/release-namespace': metadata.namespace ?? 'default',
  },
});
