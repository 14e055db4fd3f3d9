import { WeftError } from '#lib/core/error-code.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import type { KubeFailure } from './kube-failure.ts';

/** What a failure of the API server means to the person who asked for `ref`. */
export function weftErrorOf(failure: KubeFailure, ref: ObjectRef): WeftError {
  const what = objectName(ref);
  const cause = failure;
  switch (failure.status) {
    case null:
      return new WeftError('unavailable', failure.message, {
        cure: 'Check that the API server can be reached.',
        cause,
      });
    case 401:
      return new WeftError('unauthenticated', 'Kubernetes does not accept the credentials any more.', {
        cure: 'Sign in again, or renew the credentials of the kubeconfig.',
        cause,
      });
    case 403:
      return new WeftError('forbidden', failure.message, {
        cure: `Ask for the right on ${what}; the text above names it.`,
        cause,
      });
    case 404:
      return new WeftError('not-found', `${what} does not exist (any more).`, { cause });
    case 409:
      return new WeftError('conflict', `${what} was changed by someone else since it was read.`, {
        cure: 'Look at what changed, then make the change again on the new version.',
        cause,
      });
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return new WeftError('unavailable', failure.message, { cure: 'Try again in a moment.', cause });
    default:
      return new WeftError('invalid', failure.message, { cause });
  }
}
