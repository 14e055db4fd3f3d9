/** Gives out IPv4 addresses `a.b.c.d` counted up from a base, skipping those in use. */
export interface AddressPool {
  take(): string;
  /** An address that is in use already (seen on an object). */
  reserve(address: string): void;
  release(address: string): void;
}

/** `base` is the first address; at most 65,000 are given, then those released come round again. */
export function createAddressPool(base: string): AddressPool {
  const used = new Set<string>();
  const start = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 65_000;
  let next = 0;
  return {
    take() {
      for (let tried = 0; tried < size; tried += 1) {
        const address = toText(start + next);
        next = (next + 1) % size;
        if (!used.has(address)) {
          used.add(address);
          return address;
        }
      }
      throw new Error(`All ${size} addresses from ${base} are in use`);
    },
    reserve(address) {
      used.add(address);
    },
    release(address) {
      used.delete(address);
    },
  };
}

const toText = (n: number): string => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.');
