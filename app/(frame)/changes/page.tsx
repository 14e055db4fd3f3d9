import type { Metadata } from 'next';
import { ChangesClient } from './client.tsx';

export const metadata: Metadata = { title: 'Changes' };

export default function ChangesPage() {
  return <ChangesClient />;
}
