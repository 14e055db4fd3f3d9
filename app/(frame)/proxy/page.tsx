import type { Metadata } from 'next';
import { ProxyClient } from './client.tsx';

export const metadata: Metadata = { title: 'Pods and proxies' };

export default function ProxyPage() {
  return <ProxyClient />;
}
