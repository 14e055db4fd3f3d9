import type { Metadata } from 'next';
import { GraphClient } from './client.tsx';

export const metadata: Metadata = { title: 'Graph' };

export default function GraphPage() {
  return (
    <>
      <h1 className="sr-only">Graph</h1>
      <GraphClient />
    </>
  );
}
