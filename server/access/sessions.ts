import { randomBytes } from 'node:crypto';
import type { Clock } from '#server/context.ts';

/** A person signed in with a bearer token. Held in memory only: a restart signs everybody out. */
export interface Session {
  /** Secret: the value of the cookie. */
  readonly id: string;
  /** Fit for the log. */
  readonly name: string;
  readonly token: string;
  readonly user: string;
  readonly createdAt: number;
  usedAt: number;
}

const idleMs = 60 * 60_000;
export const lifetimeMs = 12 * 60 * 60_000;
const most = 10_000;

/** The sessions of this process. They end 12 hours after they began, or after an hour without use. */
export class Sessions {
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Session>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(token: string, user: string): Session {
    this.#sweep();
    const now = this.#clock.now();
    const id = randomBytes(32).toString('base64url');
    const session = { id, name: randomBytes(4).toString('hex'), token, user, createdAt: now, usedAt: now };
    this.#sessions.set(id, session);
    return session;
  }

  /** The live session with this id, now used; null when there is none. */
  use(id: string): Session | null {
    const session = this.#sessions.get(id);
    if (session === undefined) return null;
    if (this.#isOver(session)) {
      this.#sessions.delete(id);
      return null;
    }
    session.usedAt = this.#clock.now();
    return session;
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  #isOver(session: Session): boolean {
    const now = this.#clock.now();
    return now - session.createdAt >= lifetimeMs || now - session.usedAt >= idleMs;
  }

  #sweep(): void {
    for (const session of this.#sessions.values()) if (this.#isOver(session)) this.end(session.id);
    // A map keeps the order of insertion: the oldest make room.
    for (const id of this.#sessions.keys()) {
      if (this.#sessions.size < most) return;
      this.end(id);
    }
  }
}
