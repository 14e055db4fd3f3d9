/** Gives texts that are equal one and the same string: what comes by the thousand repeats the same few names. */
export type Intern = (text: string) => string;
