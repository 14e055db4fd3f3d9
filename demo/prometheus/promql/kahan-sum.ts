/** Compensated addition: Prometheus sums windows this way, so that small values beside large ones count. */
export class KahanSum {
  sum = 0;
  lost = 0;

  add(value: number): void {
    const total = this.sum + value;
    if (Math.abs(total) === Number.POSITIVE_INFINITY) this.lost = 0;
    else if (Math.abs(this.sum) >= Math.abs(value)) this.lost += this.sum - total + value;
    else this.lost += value - total + this.sum;
    this.sum = total;
  }

  get value(): number {
    return Math.abs(this.sum) === Number.POSITIVE_INFINITY ? this.sum : this.sum + this.lost;
  }
}
