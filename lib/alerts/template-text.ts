/** Text that a Go template gives back as it is: label values and annotations of a rule are templates. */
export const templateText = (text: string): string =>
  text.replaceAll(/\{+/g, (braces) => `{{ "${braces}" }}`);
