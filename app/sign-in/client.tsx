'use client';
import { SignInForm } from '#components/session/sign-in-form.tsx';

export function SignInClient({ next, ended }: { next: string; ended: boolean }) {
  return <SignInForm next={next} ended={ended} />;
}
