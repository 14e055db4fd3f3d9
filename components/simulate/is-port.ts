/** Whether a text is a port, or left empty for the first that a host declares. */
export const isPort = (text: string): boolean =>
  text === '' || (/^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536);
