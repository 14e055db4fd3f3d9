'use client';
import { ServerCrash } from 'lucide-react';
import Link from 'next/link';
import { Notice } from '#components/ui/notice.tsx';
import { causeText } from '#lib/diagnosis/catalogue.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { fixText, whyText } from '#lib/diagnosis/explain.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** What is wrong with the control plane: no request need fail by it yet. */
export function ControlPlaneNotices({ causes }: { readonly causes: readonly CauseFound[] }) {
  return causes.map((cause) => (
    <Notice key={cause.code} icon={ServerCrash} tone="warn" className="m-3 mb-0">
      {`${causeText(cause.code).title}: ${whyText(cause)}. ${fixText(cause)} `}
      {cause.culprit === null ? null : (
        <Link
          href={pagePaths.object(cause.culprit.object, cause.culprit.path)}
          className="font-medium text-accent hover:underline"
        >
          {cause.culprit.object.kind} {cause.culprit.object.name}
        </Link>
      )}
    </Notice>
  ));
}
