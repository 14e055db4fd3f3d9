import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface BlankProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** The middle of a screen that has nothing to show: what would be here, why it is not, and what to do. */
export function Blank({ icon: Icon, title, children, action }: BlankProps) {
  return (
    <div className="flex h-full min-h-48 items-center justify-center p-6">
      <div className="flex max-w-120 flex-col items-start gap-2">
        <Icon size={20} strokeWidth={1.5} className="text-faint" aria-hidden />
        <h2 className="font-semibold text-base">{title}</h2>
        <div className="space-y-2 text-muted">{children}</div>
        {action ? <div className="mt-2 flex items-center gap-3">{action}</div> : null}
      </div>
    </div>
  );
}
