import type { Metadata } from 'next';
import { TracesClient } from './client.tsx';

export const metadata: Metadata = { title: 'Traces' };

export default function TracesPage() {
  return <TracesClient />;
}
