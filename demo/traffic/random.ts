/** Seeded random draws: every count that the simulation makes up comes from one of these. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Poisson count of the given mean. */
  poisson(mean: number): number;
  /** Successes among `n` trials of probability `p`. */
  binomial(n: number, p: number): number;
}

/** sfc32, a small generator with a period far beyond what a demo draws. */
function uniformSource(seed: number): () => number {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

function normalSource(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** Inversion for small means; the loop runs about `n * p` times. */
function smallBinomial(uniform: () => number, n: number, p: number): number {
  const ratio = p / (1 - p);
  let mass = (1 - p) ** n;
  let rest = uniform();
  let k = 0;
  while (rest > mass && k < n) {
    rest -= mass;
    k++;
    mass *= (ratio * (n - k + 1)) / k;
  }
  return k;
}

function smallPoisson(uniform: () => number, mean: number): number {
  const floor = Math.exp(-mean);
  let product = uniform();
  let k = 0;
  while (product > floor) {
    product *= uniform();
    k++;
  }
  return k;
}

/** A generator whose draws depend on `seed` alone. */
export function createRandom(seed: number): Random {
  const uniform = uniformSource(seed | 0);
  const normal = normalSource(uniform);

  function binomial(n: number, p: number): number {
    if (n <= 0 || p <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - binomial(n, 1 - p);
    if (n * p < 20) return smallBinomial(uniform, n, p);
    // Above 20 expected successes the normal curve has the right mean and variance, which is all that shares need.
    const drawn = Math.round(n * p + normal() * Math.sqrt(n * p * (1 - p)));
    return Math.min(n, Math.max(0, drawn));
  }

  function poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean < 20) return smallPoisson(uniform, mean);
    return Math.max(0, Math.round(mean + normal() * Math.sqrt(mean)));
  }

  return { uniform, normal, poisson, binomial };
}
