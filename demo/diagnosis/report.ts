import { type IncidentName, incidentNames, incidents } from '#demo/incidents/all.ts';
import { meshNamed, meshNames } from '#demo/meshes/all.ts';
import { accusesConfiguration } from '#lib/diagnosis/catalogue.ts';
import { type Answer, expected, together } from './expected.ts';
import { type Told, tell } from './tell.ts';

/** One line of the report: what went on in a mesh, what was told of it, and whether that is right. */
export interface ReportRow {
  readonly story: string;
  readonly mesh: string;
  readonly told: readonly Told[];
  readonly right: boolean;
  readonly wanted: string;
}

const named = (mesh: string) => {
  const name = meshNames.find((known) => known === mesh) ?? 'shop';
  return meshNamed(name, { services: name === 'generated' ? 300 : null, seed: 3 });
};

const isAnswer = (told: Told | undefined, answer: Answer | null): boolean =>
  answer === null ? told === undefined : told?.code === answer[0] && told.object === answer[1];

const textOf = (answer: Answer | null): string => (answer === null ? 'nothing' : answer.join(' '));

/** Every healthy mesh, every incident in each of its meshes, and those that go on together. */
export async function diagnoseReport(): Promise<readonly ReportRow[]> {
  const rows: ReportRow[] = [];
  for (const mesh of meshNames) {
    const told = await tell(named(mesh), []);
    const right = told.every(({ code }) => code === null || !accusesConfiguration(code));
    rows.push({ story: 'healthy', mesh, told, right, wanted: 'no accusation' });
  }
  for (const name of incidentNames) {
    for (const mesh of incidents[name].meshes) rows.push(await oneIncident(name, mesh));
  }
  for (const both of together) rows.push(await twoIncidents(both));
  return rows;
}

async function oneIncident(name: IncidentName, mesh: string): Promise<ReportRow> {
  const told = await tell(named(mesh), [incidents[name]]);
  const answer = expected[name];
  // Where nothing is written wrong, nothing that is written may be accused.
  const accused =
    (answer === null || !accusesConfiguration(answer[0])) &&
    told.some(({ code }) => code !== null && accusesConfiguration(code));
  const right = isAnswer(told[0], answer) && (!accused || name === 'retry-storm');
  return { story: name, mesh, told, right, wanted: textOf(answer) };
}

async function twoIncidents(both: readonly [IncidentName, IncidentName]): Promise<ReportRow> {
  const [mesh = 'shop'] = incidents[both[0]].meshes;
  const told = await tell(
    named(mesh),
    both.map((name) => incidents[name]),
  );
  const first = told.slice(0, both.length);
  const right = both.every((name) => first.some((each) => isAnswer(each, expected[name])));
  return {
    story: both.join(' + '),
    mesh,
    told,
    right,
    wanted: both.map((name) => textOf(expected[name])).join(' + '),
  };
}
