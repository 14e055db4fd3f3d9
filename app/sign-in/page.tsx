import type { Metadata } from 'next';
import { SignInClient } from './client.tsx';
import { nextOf } from './search-params.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  return (
    <main className="flex min-h-dvh items-center justify-center p-6">
      <SignInClient next={nextOf(await searchParams)} />
    </main>
  );
}
