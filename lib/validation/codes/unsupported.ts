/** Codes of Istio that no rule reports, and why. */
export const unsupportedCodes: Readonly<Record<string, string>> = {
  IST0001: 'a failure of the tool itself: Weft reports a rule that failed as WEFT0900',
  IST0141: 'the right to install Istio: a question of access, not of configuration',
  IST0142: 'the version of the API server before an installation: not of configuration',
  IST0143: 'needs the listening sockets of the pods; nothing in Istio reports it any more',
  IST0156: 'a check before an upgrade: IST0176 compares the versions that are installed',
  IST0168: 'a check before an upgrade; nothing in Istio reports it',
  IST0169: 'a check before an upgrade, of the defaults of one release against those of another',
  IST0172: 'a check before an upgrade: IST0176 compares the versions that are installed',
};

/** Numbers that Istio has taken back: they stay free. */
export const retiredCodes: readonly string[] = [
  'IST0104',
  'IST0105',
  'IST0113',
  'IST0114',
  'IST0115',
  'IST0117',
  'IST0119',
  'IST0120',
  'IST0121',
  'IST0122',
  'IST0124',
];
