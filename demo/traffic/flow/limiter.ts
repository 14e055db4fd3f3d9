/**
 * The local rate limit of one proxy. A step asks at many callers' moments at once, so the part that is over the limit is
 * worked out from what the step before offered, and is the same for all of them.
 */
export class Limiter {
  private readonly perSecond: number;
  private at = Number.NEGATIVE_INFINITY;
  private offered = 0;
  private share = 0;

  constructor(perSecond: number) {
    this.perSecond = perSecond;
  }

  /** Part of the requests of the step that ends at `nowMs` that is turned away. */
  shareOver(nowMs: number, stepMs: number): number {
    if (nowMs > this.at) {
      const allowed = (this.perSecond * stepMs) / 1000;
      this.share = this.offered > allowed ? 1 - allowed / this.offered : 0;
      this.offered = 0;
      this.at = nowMs;
    }
    return this.share;
  }

  offer(requests: number): void {
    this.offered += requests;
  }
}
