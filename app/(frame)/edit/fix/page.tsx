import type { Metadata } from 'next';
import { FixClient } from './client.tsx';
import { edgeOf } from './search-params.ts';

interface FixPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Fix' };

export default async function FixPage({ searchParams }: FixPageProps) {
  return <FixClient edge={edgeOf(await searchParams)} />;
}
