'use client';
import { SignInForm } from '#components/session/sign-in-form.tsx';

export function SignInClient({ next }: { next: string }) {
  return <SignInForm next={next} />;
}
