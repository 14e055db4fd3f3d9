import { WeftError } from '#lib/core/error-code.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Clock, Viewer } from '#server/context.ts';
import { asKubeFailure } from '#server/kube/kube-failure.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { ReadableNamespaces } from './readable-namespaces.ts';
import { reviewToken } from './review-token.ts';
import { beginCookie, endCookie, sessionIdOf } from './session-cookie.ts';
import { type Session, Sessions } from './sessions.ts';

/** Who asks, and how they come and go. */
export interface Viewers {
  /** Throws WeftError `unauthenticated` (nobody is signed in), `unavailable`. */
  viewerOf(request: Request): Promise<Viewer>;
  /** Begins a session for the bearer of `token`; the value is for `Set-Cookie`. Throws WeftError. */
  signIn(token: string, request: Request): Promise<{ readonly viewer: Viewer; readonly setCookie: string }>;
  /** Ends the request's session, if any; the value is for `Set-Cookie`. */
  signOut(request: Request): { readonly setCookie: string };
}

/** Mode `local` makes everyone who reaches the loopback address the server; mode `token` asks each for a token. */
export function createViewers(auth: 'local' | 'token', kube: RunningKubeSource, clock: Clock): Viewers {
  const readable = new ReadableNamespaces(kube.client, clock, () => namespacesOf(kube.snapshot()));
  return auth === 'local' ? localViewers(kube, readable) : tokenViewers(kube, readable, clock);
}

/** Who acts as the server is never signed out. */
const never = new AbortController().signal;

function localViewers(kube: RunningKubeSource, readable: ReadableNamespaces): Viewers {
  const refuse = () =>
    new WeftError('bad-request', 'This Weft has no sign-in: it acts as its own identity (WEFT_AUTH=local).');
  return {
    async viewerOf() {
      // While the API server cannot say, the last known picture is shown to the one who may see what the server sees.
      const namespaces = await readable.of('local', null).catch(() => null);
      const { user } = kube.identity();
      return { mode: 'local', id: 'local', user, token: null, namespaces, signedOut: never };
    },
    signIn: () => Promise.reject(refuse()),
    signOut: () => {
      throw refuse();
    },
  };
}

function tokenViewers(kube: RunningKubeSource, readable: ReadableNamespaces, clock: Clock): Viewers {
  const sessions = new Sessions(clock);

  async function viewerOfSession({ id, name, token, user, ended }: Session): Promise<Viewer> {
    try {
      const namespaces = await readable.of(id, token);
      return { mode: 'token', id: name, user, token, namespaces, signedOut: ended };
    } catch (cause) {
      const failure = asKubeFailure(cause);
      if (failure.status !== 401) {
        throw new WeftError('unavailable', `What you may see cannot be asked: ${failure.message}`, {
          cure: 'Try again in a moment.',
          cause: failure,
        });
      }
      sessions.end(id);
      throw signedOut('Kubernetes does not accept your token any more.');
    }
  }

  return {
    async viewerOf(request) {
      const id = sessionIdOf(request);
      const session = id === null ? null : sessions.use(id);
      if (session === null) throw signedOut('Nobody is signed in.');
      return viewerOfSession(session);
    },
    async signIn(token, request) {
      const bare = token.trim().replace(/^Bearer\s+/i, '');
      // Anything else would be refused by Kubernetes, or break the header it travels in.
      if (!/^[\x21-\x7e]+$/.test(bare)) throw signedOut('This is not a bearer token.');
      const user = await reviewToken(kube.client, bare, request.signal);
      const session = sessions.create(bare, user);
      return { viewer: await viewerOfSession(session), setCookie: beginCookie(session.id, request) };
    },
    signOut(request) {
      const id = sessionIdOf(request);
      if (id !== null) {
        sessions.end(id);
        readable.forget(id);
      }
      return { setCookie: endCookie(request) };
    },
  };
}

const signedOut = (message: string) =>
  new WeftError('unauthenticated', message, { cure: 'Sign in with a token.' });

function* namespacesOf(snapshot: MeshSnapshot): Generator<string> {
  const seen = new Set<string>();
  for (const cluster of snapshot.clusters.values()) {
    for (const name of cluster.objects.get('Namespace')?.get('')?.keys() ?? []) seen.add(name);
    // Where Namespaces may not be listed, those that hold something are known all the same.
    for (const name of cluster.objects.get('Service')?.keys() ?? []) seen.add(name);
  }
  yield* seen;
}
