import type { PodNode } from '#demo/traffic/config/workloads.ts';
import type { Observer } from '#demo/traffic/flow/record.ts';
import type { Timing } from '#demo/traffic/flow/timing.ts';
import { createRandom, type Random } from '#demo/traffic/random.ts';
import type { LogEntry } from './entry.ts';
import { type AddressOf, formatEntry } from './format-entry.ts';
import type { LogRule } from './log-rule.ts';

/** The log of one pod's proxy: the last lines, and those to come. */
export interface AccessLog {
  lines(): readonly string[];
  subscribe(listener: (line: string) => void): () => void;
}

export interface AccessLogs extends Observer {
  of(pod: PodNode): AccessLog;
  /** Called before and after a step: entries are spread over it and then told to who listens. */
  begin(fromMs: number, toMs: number): void;
  end(): void;
  /** Drops the logs of pods that are gone and sets how many lines each keeps. */
  keep(pods: ReadonlySet<string>, logs: LogRule, addressOf: AddressOf): void;
}

interface PodLog {
  entries: LogEntry[];
  readonly listeners: Set<(line: string) => void>;
  fresh: LogEntry[];
}

const mostLines = 500;
/** Lines kept over all pods: a large mesh keeps fewer of each. */
const budget = 60_000;

/** Samples what proxies do into access logs: a line for one success of a flow each step, up to three for failures. */
export function createAccessLogs(seed: number): AccessLogs {
  return new SampledLogs(createRandom(seed));
}

class SampledLogs implements AccessLogs {
  private readonly random: Random;
  private readonly logs = new Map<string, PodLog>();
  private rule: LogRule = () => true;
  private limit = mostLines;
  private addressOf: AddressOf = () => null;
  private from = 0;
  private to = 0;
  private number = 0;

  constructor(random: Random) {
    this.random = random;
  }

  request(...[side, owner, caller, pod, outcome, n, timing]: Parameters<Observer['request']>): void {
    if (!this.rule(pod, side, outcome.failed)) return;
    const count = Math.min(n, outcome.failed ? 3 : 1);
    for (let i = 0; i < count; i++) {
      const durationMs = this.durationOf(timing);
      this.add(pod, { side, owner, caller, outcome, flags: outcome.flags, durationMs });
    }
  }

  stream(...[side, owner, caller, pod, flags, closed]: Parameters<Observer['stream']>): void {
    if (closed <= 0 || !this.rule(pod, side, flags !== '-')) return;
    const durationMs = flags === '-' ? Math.round(120_000 * this.random.uniform()) : 3;
    this.add(pod, { side, owner, caller, outcome: null, flags, durationMs });
  }

  of(pod: PodNode): AccessLog {
    const log = this.logOf(pod.key);
    return {
      lines: () => log.entries.slice(-this.limit).map((entry) => formatEntry(entry, this.addressOf)),
      subscribe(listener) {
        log.listeners.add(listener);
        return () => void log.listeners.delete(listener);
      },
    };
  }

  begin(fromMs: number, toMs: number): void {
    this.from = fromMs;
    this.to = toMs;
  }

  end(): void {
    for (const log of this.logs.values()) {
      if (log.fresh.length === 0) continue;
      const fresh = log.fresh.sort((a, b) => a.atMs - b.atMs);
      log.fresh = [];
      log.entries.push(...fresh);
      // Cut now and then, not each time: a log of five hundred lines grows by a few.
      if (log.entries.length > 2 * this.limit) log.entries = log.entries.slice(-this.limit);
      for (const entry of log.listeners.size === 0 ? [] : fresh) {
        const line = formatEntry(entry, this.addressOf);
        for (const listener of log.listeners) listener(line);
      }
    }
  }

  keep(pods: ReadonlySet<string>, rule: LogRule, addressOf: AddressOf): void {
    this.rule = rule;
    this.addressOf = addressOf;
    this.limit = Math.max(20, Math.min(mostLines, Math.floor(budget / Math.max(1, pods.size))));
    for (const key of this.logs.keys()) if (!pods.has(key)) this.logs.delete(key);
  }

  private logOf(key: string): PodLog {
    const known = this.logs.get(key);
    if (known !== undefined) return known;
    const made: PodLog = { entries: [], listeners: new Set(), fresh: [] };
    this.logs.set(key, made);
    return made;
  }

  private add(pod: PodNode, entry: Omit<LogEntry, 'atMs' | 'number'>): void {
    this.number = (this.number + 1) >>> 0;
    const atMs = this.from + this.random.uniform() * (this.to - this.from);
    this.logOf(pod.key).fresh.push({ ...entry, atMs, number: this.number });
  }

  private durationOf({ mu, sigma, shift, cap }: Timing): number {
    return Math.floor(shift + Math.min(cap, Math.exp(mu + sigma * this.random.normal())));
  }
}
