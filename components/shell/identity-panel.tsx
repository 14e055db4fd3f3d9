'use client';
import { LogOut } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button.tsx';
import type { StatusResponse } from '#lib/api/status-contract.ts';
import { apiPaths, pagePaths } from '#lib/url/paths.ts';

function readable(namespaces: readonly string[] | null): string {
  if (namespaces === null) return 'all namespaces';
  return namespaces.length === 0 ? 'no namespace' : namespaces.join(', ');
}

/** Who reads, as whom, from where; and the way out for who signed in. */
export function IdentityPanel({ status }: { status: StatusResponse }) {
  const router = useRouter();
  const { viewer, identity } = status;
  const rows = [
    ['You are', viewer.user],
    ['You may read', readable(viewer.namespaces)],
    ['Weft reads as', identity.user],
    ['Context', identity.context ?? 'in the cluster'],
    ['Server', identity.server],
  ] as const;
  const signOut = () => {
    void fetch(apiPaths.session(), { method: 'DELETE' }).finally(() => router.push(pagePaths.signIn('/')));
  };
  return (
    <>
      <dl className="space-y-2">
        {rows.map(([label, value]) => (
          <div key={label} className="grid grid-cols-[96px_1fr] gap-2">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {viewer.mode === 'token' ? (
        <Button look="outline" className="mt-3" onClick={signOut}>
          <LogOut size={14} aria-hidden /> Sign out
        </Button>
      ) : (
        <p className="mt-3 text-faint text-xs">
          On loopback everyone who reaches this address acts as the identity of the kubeconfig.
        </p>
      )}
    </>
  );
}
