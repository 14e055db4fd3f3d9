import type { Metadata } from 'next';
import { GraphClient } from './client.tsx';

export const metadata: Metadata = { title: 'Graph' };

export default function GraphPage() {
  return <GraphClient />;
}
