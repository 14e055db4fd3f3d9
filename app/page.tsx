import { redirect } from 'next/navigation';
import { pagePaths } from '#lib/url/paths.ts';

/** Where a person begins. */
export default function StartPage() {
  redirect(pagePaths.graph());
}
