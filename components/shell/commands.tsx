'use client';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

/** Something a person can do now, by key or from the palette. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Keys to press one after the other: `g g`. */
  readonly keys?: string;
  /** When its keys are heard, for those that only the part of the page that has the focus hears: listed, run by that part. */
  readonly within?: string;
  readonly run: () => void;
}

type Register = (source: symbol, commands: readonly Command[]) => () => void;

const AllCommands = createContext<readonly Command[]>([]);
/** Apart from the list: who registers must not be told again by what was registered. */
const RegisterContext = createContext<Register>(() => () => undefined);

/** Holds the commands of whatever is on screen. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [sources, setSources] = useState<ReadonlyMap<symbol, readonly Command[]>>(new Map());
  const register = useCallback<Register>((source, commands) => {
    setSources((before) => new Map(before).set(source, commands));
    return () =>
      setSources((before) => {
        const rest = new Map(before);
        rest.delete(source);
        return rest;
      });
  }, []);
  const all = useMemo(() => [...sources.values()].flat(), [sources]);
  return (
    <RegisterContext.Provider value={register}>
      <AllCommands.Provider value={all}>{children}</AllCommands.Provider>
    </RegisterContext.Provider>
  );
}

export const useAllCommands = (): readonly Command[] => useContext(AllCommands);

/** Offers `commands` while the component is on screen. Their titles and keys name them; `run` may change freely. */
export function useCommands(commands: readonly Command[]): void {
  const register = useContext(RegisterContext);
  const latest = useRef(commands);
  latest.current = commands;
  const signature = commands.map((command) => `${command.id}\u0000${command.title}`).join('\u0001');
  useEffect(() => {
    if (signature === '') return;
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((each) => each.id === command.id)?.run(),
    }));
    return register(Symbol('commands'), stable);
  }, [register, signature]);
}
