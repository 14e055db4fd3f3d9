import type { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import type { KubeClient } from './client.ts';

const selfReview = z.object({ status: z.object({ userInfo: z.object({ username: z.string().min(1) }) }) });

/**
 * The name Kubernetes knows the server's own identity, or the bearer of `token`, by: SelfSubjectReview, which Kubernetes
 * has had since 1.26. Null where it cannot tell.
 */
export async function whoAmI(
  client: KubeClient,
  token: string | null,
  signal: AbortSignal,
): Promise<string | null> {
  for (const version of ['v1', 'v1beta1', 'v1alpha1']) {
    try {
      const { body } = await client.request({
        path: `/apis/authentication.k8s.io/${version}/selfsubjectreviews`,
        method: 'POST',
        body: { apiVersion: `authentication.k8s.io/${version}`, kind: 'SelfSubjectReview' },
        token,
        signal,
      });
      return selfReview.parse(body).status.userInfo.username;
    } catch {
      if (signal.aborted) return null;
    }
  }
  return null;
}

/** The identity as the kubeconfig names it, without asking anyone. */
export function configuredUser(config: KubeConfig): string {
  return config.getCurrentUser()?.name ?? 'anonymous';
}
