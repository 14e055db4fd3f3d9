/** Offers a file to the person, as the browser saves files. */
export function download(content: Blob | string, name: string, type: string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the address by the next turn; until then it must stay valid.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
