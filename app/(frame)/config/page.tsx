import type { Metadata } from 'next';
import { ConfigClient } from './client.tsx';

export const metadata: Metadata = { title: 'Configuration' };

export default function ConfigPage() {
  return <ConfigClient />;
}
