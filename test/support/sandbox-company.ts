import type { SandboxCompany } from '../../src/sandbox/index.ts';

/** Small enough to know by heart: two people of one name, a department within one, somebody without a superior. */
export const smallCompany: SandboxCompany = {
  name: '启明职业学堂',
  botName: '绩效脉搏',
  departments: [
    { id: 'course', name: '课程研发', parent: null, head: 'E002' },
    { id: 'course-ai', name: 'AI 课程组', parent: 'course', head: 'E003' },
    { id: 'market', name: '市场推广', parent: null, head: 'E006' },
    { id: 'hr', name: '人力资源', parent: null, head: 'E008' },
  ],
  people: [
    {
      employeeNo: 'E001',
      name: '周启明',
      enName: 'Qiming Zhou',
      department: 'hr',
      superior: null,
      title: '总经理',
      joinedOn: '2018-03-01',
    },
    { employeeNo: 'E002', name: '林晓', department: 'course', superior: 'E001', title: '课程总监', joinedOn: '2019-06-10' },
    { employeeNo: 'E003', name: '陈立', department: 'course-ai', superior: 'E002', title: '组长' },
    { employeeNo: 'E004', name: '王芳', department: 'course-ai', superior: 'E003', title: '课程设计师' },
    { employeeNo: 'E005', name: '李雷', department: 'course-ai', superior: 'E003' },
    { employeeNo: 'E006', name: '赵敏', department: 'market', superior: 'E001', title: '市场总监' },
    { employeeNo: 'E007', name: '王芳', department: 'market', superior: 'E006' },
    { employeeNo: 'E008', name: '孙悦', department: 'hr', superior: 'E001', title: 'HRBP' },
  ],
  groups: [
    { id: 'g-course', name: '课程研发群', members: ['E002', 'E003', 'E004', 'E005'] },
    { id: 'g-market', name: '市场推广群', members: ['E006', 'E007'] },
  ],
};

/** 2026-09-07 09:00 in Shanghai, where the sandbox's time begins. */
export const START_AT = Date.parse('2026-09-07T09:00:00+08:00');
