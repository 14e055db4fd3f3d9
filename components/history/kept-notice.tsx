import { HardDrive } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import type { HistoryResponse } from '#lib/api/history-contract.ts';

/** Says where changes cannot be written to where they should last. */
export function KeptNotice({ kept }: { kept: HistoryResponse['kept'] }) {
  if (kept.trouble === null) return null;
  return (
    <Notice icon={HardDrive} tone="warn" className="mb-2">
      Changes are kept in memory and end with the server, older ones cannot be read: {kept.trouble}. Look
      after the file or database that WEFT_HISTORY names.
    </Notice>
  );
}
