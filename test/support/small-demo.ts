import { demoCompany } from '../../src/demo/index.ts';
import type { SandboxCompany } from '../../src/sandbox/index.ts';

/** Whom the demo's goals, tasks and numbers speak of, besides the heads of departments. */
const SPOKEN_OF = ['1009', '1010', '1011', '1033', '1071', '1112', '1129', '1130', '1150', '1171', '1187'];

/**
 * The demo company with a handful of people a team, so that a story's days pass quickly; everybody in it is who they are in the
 * whole one. 1009 张伟 and 1010 王磊 work for 1008, she for 1002 李静, all for 1001. 1005 何川 runs the bot, 1006 吴芳 is HR.
 */
export const smallDemo = (): SandboxCompany => demoOf(0);

/** The same with as many more as make so many people, each with the superior they have. */
export function demoOf(size: number): SandboxCompany {
  const whole = demoCompany();
  const kept = new Set([...SPOKEN_OF, ...whole.departments.flatMap(({ head }) => head ?? [])]);
  for (const { employeeNo, superior } of whole.people) {
    if (kept.size >= size) break;
    if (superior !== null && kept.has(superior)) kept.add(employeeNo);
  }
  return {
    ...whole,
    people: whole.people.filter(({ employeeNo }) => kept.has(employeeNo)),
    groups: whole.groups.map((group) => ({ ...group, members: group.members.filter((no) => kept.has(no)) })),
  };
}
