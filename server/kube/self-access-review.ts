import { z } from 'zod';
import type { KubeClient } from './client.ts';

/** What is asked about, as `spec.resourceAttributes` of a SelfSubjectAccessReview; an empty namespace stands for all. */
export interface AccessAsked {
  readonly verb: string;
  readonly group: string;
  readonly version?: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name?: string;
}

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** SelfSubjectAccessReview: whether whoever has the token (null: the server's identity) may. Throws KubeFailure. */
export async function reviewSelfAccess(
  client: KubeClient,
  asked: AccessAsked,
  token: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await client.request({
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    method: 'POST',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: asked },
    },
    token,
    signal,
  });
  return review.parse(answer.body).status.allowed;
}
