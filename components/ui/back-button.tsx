'use client';
import { ArrowLeft } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from './button.tsx';

/** To the page before; to `otherwise` where a link was opened in a tab of its own. */
export function BackButton({ otherwise }: { otherwise: string }) {
  const router = useRouter();
  const back = () => (window.history.length > 1 ? router.back() : router.push(otherwise));
  return (
    <Button onClick={back}>
      <ArrowLeft size={15} aria-hidden /> Back
    </Button>
  );
}
