import type { Metadata } from 'next';
import { ServiceClient } from './client.tsx';
import { serviceOf } from './search-params.ts';

interface ServicePageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: ServicePageProps): Promise<Metadata> {
  const service = serviceOf(await searchParams);
  return { title: service ? `Traffic to ${service.name}` : 'Traffic' };
}

export default async function ServicePage({ searchParams }: ServicePageProps) {
  return <ServiceClient service={serviceOf(await searchParams)} />;
}
