import type { DirectoryPerson, DirectorySnapshot, PlatformName } from '../../src/chat/index.ts';
import type { Instant } from '../../src/core/clock.ts';
import type { Database, Tx } from '../../src/db/index.ts';
import { applySnapshot, grantRole, personByEmployeeNo, type PeopleChanges, type Person } from '../../src/people/index.ts';

/** 2026-09-07 09:00 in Shanghai, where the sandbox's clock starts too. */
export const MONDAY: Instant = Date.UTC(2026, 8, 7, 1);

/**
 * A small company on three levels:
 *
 *     1001 王总 ─ 1002 李静 (课程研发) ─ 1003 张伟 · 1004 陈晨
 *               ├ 1005 赵磊 (市场推广) ─ 1006 张伟 · 1007 Emma Stone
 *               └ 1008 周敏 (人力资源, HR)
 *     1009 孙离: was under 李静, has left
 */
export const SMALL_COMPANY: DirectorySnapshot = {
  complete: true,
  departments: [
    { externalId: 'od-root', name: '职通学堂' },
    { externalId: 'od-course', name: '课程研发', parentExternalId: 'od-root' },
    { externalId: 'od-market', name: '市场推广', parentExternalId: 'od-root' },
    { externalId: 'od-hr', name: '人力资源', parentExternalId: 'od-root' },
  ],
  people: [
    directoryPerson('1001', '王总', 'od-root'),
    directoryPerson('1002', '李静', 'od-course', '1001'),
    directoryPerson('1003', '张伟', 'od-course', '1002'),
    directoryPerson('1004', '陈晨', 'od-course', '1002'),
    directoryPerson('1005', '赵磊', 'od-market', '1001'),
    directoryPerson('1006', '张伟', 'od-market', '1005'),
    directoryPerson('1007', 'Emma Stone', 'od-market', '1005'),
    directoryPerson('1008', '周敏', 'od-hr', '1001'),
    directoryPerson('1009', '孙离', 'od-course', '1002'),
  ],
};

/** An account of the small company is its 工号 behind `ou_`. */
export function directoryPerson(employeeNo: string, name: string, department: string, superior?: string): DirectoryPerson {
  return {
    externalId: `ou_${employeeNo}`,
    employeeNo,
    name,
    departmentIds: [department],
    ...(superior ? { superiorExternalId: `ou_${superior}` } : {}),
  };
}

/** The snapshot with some people said otherwise, or left out (`undefined`). */
export function withPeople(
  changes: Record<string, Partial<DirectoryPerson> | undefined>,
  base = SMALL_COMPANY,
): DirectorySnapshot {
  const people = base.people.flatMap((one) => {
    const no = one.employeeNo ?? one.externalId;
    if (!(no in changes)) return [one];
    const change = changes[no];
    return change ? [{ ...one, ...change }] : [];
  });
  return { ...base, people };
}

/** Fills a database with the small company; 周敏 is HR, 王总 the administrator. Answers people by 工号. */
export async function seedPeople(
  db: Database,
  now: Instant = MONDAY,
  platform: PlatformName = 'feishu',
): Promise<(employeeNo: string) => Person> {
  return await db.transaction(async (tx) => {
    await applySnapshot(tx, { platform, snapshot: SMALL_COMPANY, now });
    await sync(tx, withPeople({ 1009: undefined }), now, platform);
    const all = new Map<string, Person>();
    for (const { employeeNo } of SMALL_COMPANY.people) {
      const person = employeeNo && (await personByEmployeeNo(tx, employeeNo));
      if (person) all.set(person.employeeNo, person);
    }
    const who = (employeeNo: string): Person => {
      const person = all.get(employeeNo);
      if (!person) throw new Error(`nobody with ${employeeNo} in the small company`);
      return person;
    };
    await grantRole(tx, { person: who('1008').id, role: 'hr', by: null, now });
    await grantRole(tx, { person: who('1001').id, role: 'administrator', by: null, now });
    return who;
  });
}

export const sync = (
  tx: Tx,
  snapshot: DirectorySnapshot,
  now: Instant,
  platform: PlatformName = 'feishu',
): Promise<PeopleChanges> => applySnapshot(tx, { platform, snapshot, now });
