import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { startPath } from '#server/http/start-path.ts';
import { getRuntime } from '#server/runtime.ts';

export const dynamic = 'force-dynamic';

/** Where a person begins. */
export default async function StartPage() {
  redirect(await startPath(getRuntime(), new Headers(await headers())));
}
