import type { DirectoryPerson, DirectorySnapshot } from '../../src/chat/index.ts';

const person = (no: string, name: string, department: string, superior: string | undefined, title: string): DirectoryPerson => ({
  externalId: `ou_${no}`,
  employeeNo: no,
  name,
  title,
  departmentIds: [department],
  ...(superior ? { superiorExternalId: `ou_${superior}` } : {}),
  joinedOn: '2024-03-01',
});

/**
 * Three levels and two people of one name:
 * 1001 陈总 ─ 1002 李静 (课程研发) ─ 1003 张伟, 1004 王磊, 1005 赵敏
 *           ├ 1010 周强 (市场推广) ─ 1011 张伟, 1012 孙丽
 *           └ 1020 吴芳 (人力资源)
 */
export function smallCompany(): DirectorySnapshot {
  return {
    complete: true,
    departments: [
      { externalId: '0', name: '启程学院', headExternalId: 'ou_1001' },
      { externalId: 'od-course', name: '课程研发', parentExternalId: '0', headExternalId: 'ou_1002' },
      { externalId: 'od-market', name: '市场推广', parentExternalId: '0', headExternalId: 'ou_1010' },
      { externalId: 'od-hr', name: '人力资源', parentExternalId: '0', headExternalId: 'ou_1020' },
    ],
    people: [
      person('1001', '陈立', '0', undefined, '总经理'),
      person('1002', '李静', 'od-course', '1001', '课程研发总监'),
      person('1003', '张伟', 'od-course', '1002', '课程设计师'),
      person('1004', '王磊', 'od-course', '1002', '工程师'),
      person('1005', '赵敏', 'od-course', '1002', '工程师'),
      person('1010', '周强', 'od-market', '1001', '市场总监'),
      person('1011', '张伟', 'od-market', '1010', '市场专员'),
      person('1012', '孙丽', 'od-market', '1010', '市场专员'),
      person('1020', '吴芳', 'od-hr', '1001', '人力资源经理'),
    ],
  };
}
