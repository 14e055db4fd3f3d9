import type { Metadata } from 'next';
import { objectOf } from '../../object/search-params.ts';
import { SplitClient } from './client.tsx';

interface SplitPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: SplitPageProps): Promise<Metadata> {
  const object = objectOf(await searchParams);
  return { title: object ? `Shift traffic of ${object.kind} ${object.name}` : 'Shift traffic' };
}

export default async function SplitPage({ searchParams }: SplitPageProps) {
  return <SplitClient object={objectOf(await searchParams)} />;
}
