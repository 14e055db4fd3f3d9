import type { Metadata } from 'next';
import { AlertRuleClient } from './client.tsx';

export const metadata: Metadata = { title: 'Alert rule' };

export default function AlertRulePage() {
  return <AlertRuleClient />;
}
