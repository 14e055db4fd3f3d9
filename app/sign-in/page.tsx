import type { Metadata } from 'next';
import { SignInClient } from './client.tsx';
import { hasEnded, nextOf } from './search-params.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const params = await searchParams;
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <SignInClient next={nextOf(params)} ended={hasEnded(params)} />
    </main>
  );
}
