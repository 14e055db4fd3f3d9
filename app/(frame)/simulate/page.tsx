import type { Metadata } from 'next';
import { SimulateClient } from './client.tsx';

export const metadata: Metadata = { title: 'Simulate a request' };

export default function SimulatePage() {
  return <SimulateClient />;
}
