import type { Metadata } from 'next';
import { ObjectClient } from './client.tsx';
import { objectOf } from './search-params.ts';

interface ObjectPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: ObjectPageProps): Promise<Metadata> {
  const object = objectOf(await searchParams);
  return { title: object ? `${object.kind} ${object.name}` : 'Object' };
}

export default async function ObjectPage({ searchParams }: ObjectPageProps) {
  return <ObjectClient object={objectOf(await searchParams)} />;
}
