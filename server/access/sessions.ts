import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
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
  /** Aborted when the session ends. */
  readonly ended: AbortSignal;
}

/** Only `Sessions` may end one. */
interface Kept {
  readonly session: Session;
  readonly ending: AbortController;
}

const idleMs = 60 * 60_000;
export const lifetimeMs = 12 * 60 * 60_000;
const most = 10_000;

/** The sessions of this process. They end 12 hours after they began, or after an hour without use. */
export class Sessions {
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(token: string, user: string): Session {
    this.#sweep();
    const now = this.#clock.now();
    const id = randomBytes(32).toString('base64url');
    const ending = new AbortController();
    // One listener for each stream that the viewer has open.
    setMaxListeners(0, ending.signal);
    const name = randomBytes(4).toString('hex');
    const session = { id, name, token, user, createdAt: now, usedAt: now, ended: ending.signal };
    this.#sessions.set(id, { session, ending });
    return session;
  }

  /** The live session with this id, now used; null when there is none. */
  use(id: string): Session | null {
    const session = this.#sessions.get(id)?.session;
    if (session === undefined) return null;
    if (this.#isOver(session)) {
      this.end(id);
      return null;
    }
    session.usedAt = this.#clock.now();
    return session;
  }

  end(id: string): void {
    this.#sessions.get(id)?.ending.abort();
    this.#sessions.delete(id);
  }

  #isOver(session: Session): boolean {
    const now = this.#clock.now();
    return now - session.createdAt >= lifetimeMs || now - session.usedAt >= idleMs;
  }

  #sweep(): void {
    for (const { session } of this.#sessions.values()) if (this.#isOver(session)) this.end(session.id);
    // A map keeps the order of insertion: the oldest make room.
    for (const id of this.#sessions.keys()) {
      if (this.#sessions.size < most) return;
      this.end(id);
    }
  }
}
