import { diagnoseReport } from './report.ts';

/** `npm run diagnose:report`: incident by incident what the diagnosis says, and whether it is right. */
const rows = await diagnoseReport();
for (const { story, mesh, told, right, wanted } of rows) {
  const [first, ...others] = told;
  console.log(`${right ? 'right' : 'WRONG'}  ${story} (${mesh})`);
  console.log(
    `       ${first === undefined ? 'Nothing is wrong.' : `[${first.code ?? 'cannot tell'}] ${first.sentence}`}`,
  );
  for (const other of others) console.log(`     + [${other.code ?? 'cannot tell'}] ${other.object}`);
  if (!right) console.log(`     wanted: ${wanted}`);
}
const wrong = rows.filter(({ right }) => !right).length;
console.log(`${rows.length - wrong} of ${rows.length} right`);
process.exitCode = wrong === 0 ? 0 : 1;
