import { z } from 'zod';
import { WeftError } from '#lib/core/error-code.ts';
import type { KubeClient } from '#server/kube/client.ts';
import { whoAmI } from '#server/kube/identity.ts';
import { asKubeFailure } from '#server/kube/kube-failure.ts';

const review = z.object({
  status: z.object({
    authenticated: z.boolean().default(false),
    user: z.object({ username: z.string().default('') }).optional(),
  }),
});

/**
 * The name Kubernetes knows the bearer of `token` by: TokenReview by the server's identity, or a review made with the
 * token itself where the server may not create TokenReviews. Throws WeftError `unauthenticated` or `unavailable`.
 */
export async function reviewToken(client: KubeClient, token: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await client.request({
      path: '/apis/authentication.k8s.io/v1/tokenreviews',
      method: 'POST',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } },
      signal,
    });
    const { authenticated, user } = review.parse(answer.body).status;
    if (authenticated && user?.username) return user.username;
    throw refused();
  } catch (cause) {
    if (cause instanceof WeftError) throw cause;
    const failure = asKubeFailure(cause);
    if (failure.status !== 403) throw unavailable(failure);
    return askWithToken(client, token, signal);
  }
}

/** Without TokenReview: SelfSubjectReview tells the name; an older API server at least whether it takes the token. */
async function askWithToken(client: KubeClient, token: string, signal: AbortSignal): Promise<string> {
  try {
    await client.request({
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      method: 'POST',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { nonResourceAttributes: { verb: 'get', path: '/api' } },
      },
      token,
      signal,
    });
  } catch (cause) {
    const failure = asKubeFailure(cause);
    // An anonymous request is refused with 403: the token was not taken for anybody's.
    throw failure.status === 401 || failure.status === 403 ? refused() : unavailable(failure);
  }
  const user = await whoAmI(client, token, signal);
  return user ?? 'bearer of a token';
}

const refused = () =>
  new WeftError('unauthenticated', 'Kubernetes does not accept this token.', {
    cure: 'Paste a valid one, such as that of `kubectl create token NAME -n NAMESPACE`.',
  });

const unavailable = (cause: Error) =>
  new WeftError('unavailable', `The token cannot be checked: ${cause.message}`, {
    cure: 'Check that the API server can be reached, then try again.',
    cause,
  });
