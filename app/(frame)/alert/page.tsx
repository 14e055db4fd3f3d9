import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { AlertClient } from './client.tsx';
import { alertOf } from './search-params.ts';

interface AlertPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Alert' };

/** Alertmanager writes times in its own ways: from here on the link has the one that every page reads. */
export default async function AlertPage({ searchParams }: AlertPageProps) {
  const { labels, at, given } = alertOf(await searchParams, Date.now() / 1000);
  if (given !== at) redirect(oncallPages.alert(labels, at));
  return <AlertClient labels={labels} />;
}
