'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { cx } from '#components/ui/cx.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Tip } from '#components/ui/tip.tsx';
import type { StatusResponse } from '#lib/api/status-contract.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { pages } from './pages.ts';

type Counts = StatusResponse['findings'];

interface RailProps {
  readonly findings: Counts;
  /** How many problems are open; null where that is not known. */
  readonly incidents: number | null;
  readonly footer: ReactNode;
}

/** The pages of the product, those that exist. A page is opened at the time and for the namespaces of the one before. */
export function Rail({ findings, incidents, footer }: RailProps) {
  const here = usePathname();
  const kept = useKeptView();
  return (
    <nav
      aria-label="Pages"
      className="flex w-12 shrink-0 flex-col items-center border-line border-r bg-surface"
    >
      <a href={pagePaths.graph()} aria-label="Weft" className="flex h-12 w-full items-center justify-center">
        <Mark />
      </a>
      <div className="flex flex-1 flex-col items-center gap-1 pt-2">
        {pages.map(({ to, label, keys, icon: Icon }) => (
          <Tip key={label} text={label} keys={keys} side="right">
            <PageLink
              href={to(kept)}
              aria-label={label}
              aria-current={here === to() ? 'page' : undefined}
              className={cx(
                'relative flex size-9 items-center justify-center rounded-md hover:bg-hover',
                here === to() ? 'bg-accent-quiet text-accent' : 'text-muted hover:text-text',
              )}
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              {to === pagePaths.findings ? <Count of={findings} /> : null}
              {to === pagePaths.incidents ? <Count of={{ error: incidents ?? 0 }} /> : null}
            </PageLink>
          </Tip>
        ))}
      </div>
      <div className="pb-2">{footer}</div>
    </nav>
  );
}

/** Errors, else warnings; infos are for the page. */
function Count({ of }: { of: { error: number; warning?: number } | null }) {
  const [count, look] = of?.error
    ? [of.error, 'bg-fail-quiet text-fail']
    : [of?.warning ?? 0, 'bg-warn-quiet text-warn'];
  return count === 0 ? null : (
    <span className={cx('tabular absolute -top-0.5 -right-1 rounded-sm px-1 text-[10px] leading-3.5', look)}>
      {count > 99 ? '99+' : count}
    </span>
  );
}

/** Warp and weft: threads declared, threads that flow through them. */
function Mark() {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M6 3v16M11 3v16M16 3v16" className="stroke-line-strong" />
      <path d="M3 7.5h5M14 7.5h5M3 14.5h2M9 14.5h4M17 14.5h2" className="stroke-accent" />
    </svg>
  );
}
