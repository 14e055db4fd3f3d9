'use client';
import { Check, Copy, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';

interface CopyButtonProps {
  /** What goes to the clipboard, worked out when pressed. */
  text: () => string;
  label: string;
  icon?: LucideIcon;
  compact?: boolean;
  look?: 'outline' | 'accent';
}

/** Copies a text and says that it did, where it was pressed. */
export function CopyButton({
  text,
  label,
  icon: Icon = Copy,
  compact = false,
  look = 'outline',
}: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void navigator.clipboard.writeText(text()).then(() => setCopied(true));
  };
  if (compact) {
    return <IconButton icon={copied ? Check : Icon} label={copied ? 'Copied' : label} onClick={copy} />;
  }
  const Glyph = copied ? Check : Icon;
  return (
    <Button look={look} onClick={copy} aria-live="polite">
      <Glyph size={14} strokeWidth={1.75} aria-hidden />
      {copied ? 'Copied' : label}
    </Button>
  );
}
