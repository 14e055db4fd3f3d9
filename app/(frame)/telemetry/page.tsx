import type { Metadata } from 'next';
import { TelemetryClient } from './client.tsx';

export const metadata: Metadata = { title: 'Telemetry' };

export default function TelemetryPage() {
  return <TelemetryClient />;
}
