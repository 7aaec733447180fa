import type { SandboxCompany } from '../src/sandbox/index.ts';

/** Reports of each superior; a hundred thousand people then stand on seven levels. */
const SPAN = 7;

export const employeeNo = (at: number): string => String(100_000 + at);
export const personId = (at: number): string => `p${String(at).padStart(8, '0')}`;
export const superiorOf = (at: number): number | undefined => (at === 0 ? undefined : Math.floor((at - 1) / SPAN));

/** A large company as its platform knows it. */
export function crowdCompany(people: number): SandboxCompany {
  return {
    name: 'A large company',
    botName: '绩效脉搏',
    departments: [{ id: 'all', name: '全体', parent: null, head: employeeNo(0) }],
    people: Array.from({ length: people }, (_, at) => {
      const superior = superiorOf(at);
      return {
        employeeNo: employeeNo(at),
        name: `员工${at}`,
        department: 'all',
        superior: superior === undefined ? null : employeeNo(superior),
        joinedOn: '2024-03-01',
      };
    }),
    groups: [],
  };
}
