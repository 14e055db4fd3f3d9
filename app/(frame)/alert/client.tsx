'use client';
import { AlertView } from '#components/alerts/alert-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';

export function AlertClient({ labels }: { labels: Readonly<Record<string, string>> }) {
  return (
    <LinkChecked>
      <AlertView labels={labels} />
    </LinkChecked>
  );
}
