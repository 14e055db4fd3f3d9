import { afterEach } from 'vitest';

interface Closable {
  close(): Promise<void>;
}

/** Hands back what it is given and closes it after the test, what was opened last first. */
export function closeAfterEach(): <T extends Closable>(opened: T) => T {
  const open: Closable[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  return (opened) => {
    open.push(opened);
    return opened;
  };
}
