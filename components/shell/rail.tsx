'use client';
import { Workflow } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import type { MouseEvent, ReactNode } from 'react';
import { cx } from '#components/ui/cx.ts';
import { Tip } from '#components/ui/tip.tsx';
import { pagePaths } from '#lib/url/paths.ts';

const pages = [{ path: pagePaths.graph(), label: 'Graph', keys: 'g g', icon: Workflow }] as const;

/** The pages of the product, those that exist. */
export function Rail({ footer }: { footer: ReactNode }) {
  const here = usePathname();
  const router = useRouter();
  const go = (path: string) => (event: MouseEvent) => {
    // With a modifier the browser opens a tab or a window, as for any link.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.push(path);
  };
  return (
    <nav
      aria-label="Pages"
      className="flex w-12 shrink-0 flex-col items-center border-line border-r bg-surface"
    >
      <a href={pagePaths.graph()} aria-label="Weft" className="flex h-12 w-full items-center justify-center">
        <Mark />
      </a>
      <div className="flex flex-1 flex-col items-center gap-1 pt-2">
        {pages.map(({ path, label, keys, icon: Icon }) => (
          <Tip key={path} text={label} keys={keys} side="right">
            <a
              href={path}
              onClick={go(path)}
              aria-label={label}
              aria-current={here === path ? 'page' : undefined}
              className={cx(
                'flex size-9 items-center justify-center rounded-md hover:bg-hover',
                here === path ? 'bg-accent-quiet text-accent' : 'text-muted hover:text-text',
              )}
            >
              <Icon size={18} strokeWidth={1.75} aria-hidden />
            </a>
          </Tip>
        ))}
      </div>
      <div className="pb-2">{footer}</div>
    </nav>
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
