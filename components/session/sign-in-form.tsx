'use client';
import { CircleAlert, LogOut } from 'lucide-react';
import { type SyntheticEvent, useRef, useState } from 'react';
import { type ApiError, asApiError, errorOfAnswer } from '#components/data/api-error.ts';
import { useHydrated } from '#components/data/use-hydrated.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Prose } from '#components/ui/prose.tsx';
import { apiPaths } from '#lib/url/paths.ts';

async function signIn(token: string): Promise<ApiError | null> {
  try {
    const response = await fetch(apiPaths.session(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (response.ok) return null;
    return await errorOfAnswer(response.status, await response.json().catch(() => null));
  } catch (error) {
    return asApiError(error);
  }
}

/** Takes a bearer token of Kubernetes to the server, which checks it there. It is kept in no place a script can read. */
export function SignInForm({ next, ended }: { next: string; ended: boolean }) {
  // Uncontrolled: what is pasted before the scripts have come is not lost.
  const token = useRef<HTMLTextAreaElement>(null);
  const hydrated = useHydrated();
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null }>({ busy: false, error: null });
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setState({ busy: true, error: null });
    const error = await signIn(token.current?.value.trim() ?? '');
    if (error) setState({ busy: false, error });
    // A whole new page: nothing of another viewer stays in memory.
    else window.location.assign(next);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="w-full max-w-110 space-y-4">
      <h1 className="font-semibold text-lg">Sign in to Weft</h1>
      <p className="text-muted">
        Paste a bearer token for the Kubernetes API. Weft asks Kubernetes who it belongs to and shows what
        that identity may read. To get one for a service account:{' '}
        <code className="font-mono text-xs">kubectl create token NAME</code>
      </p>
      {ended && state.error === null ? (
        <Notice icon={LogOut} tone="warn">
          You are signed out: Kubernetes does not accept the token any more, the session has run out, or Weft
          was started anew.
        </Notice>
      ) : null}
      <label className="block">
        <span className="mb-1 block font-medium">Token</span>
        <textarea
          ref={token}
          rows={5}
          autoComplete="off"
          spellCheck={false}
          required
          className="w-full resize-y break-all rounded-md border border-control bg-surface p-2 font-mono text-xs"
        />
      </label>
      {state.error ? (
        <Notice icon={CircleAlert} tone="fail">
          {state.error.message} <Prose text={state.error.cure ?? ''} />
        </Notice>
      ) : null}
      <Button type="submit" look="accent" disabled={state.busy || !hydrated} className="h-8 px-3">
        {state.busy ? 'Asking Kubernetes' : 'Sign in'}
      </Button>
    </form>
  );
}
