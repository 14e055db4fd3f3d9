import type { Metadata } from 'next';
import { CreateClient } from './client.tsx';

export const metadata: Metadata = { title: 'New object' };

export default function CreatePage() {
  return <CreateClient />;
}
