import { seeded, type Random } from './random.ts';

/**
 * 启程学院, an invented online vocational school of 280 people: three levels of departments, two people called 张伟.
 * The same on every machine, since everything is drawn from a fixed seed. Structurally what the sandbox takes.
 */
export type DemoCompany = {
  name: string;
  botName: string;
  departments: { id: string; name: string; parent: string | null; head: string | null }[];
  people: { employeeNo: string; name: string; department: string; superior: string | null; title: string; joinedOn: string }[];
  groups: { id: string; name: string; members: string[] }[];
};

type Team = { id: string; name: string; size: number; title: string };
type Branch = { id: string; name: string; head: string; headTitle: string; teams: Team[] };

const ROOT = 'od-qicheng';
const CHIEF = { no: '1001', name: '沈立群' };

const BRANCHES: Branch[] = [
  {
    id: 'od-course',
    name: '课程研发',
    head: '李静',
    headTitle: '课程研发总监',
    teams: [
      { id: 'od-course-software', name: '软件开发课程组', size: 24, title: '课程设计师' },
      { id: 'od-course-data', name: '数据分析课程组', size: 20, title: '课程设计师' },
      { id: 'od-course-design', name: '视觉设计课程组', size: 18, title: '课程设计师' },
      { id: 'od-course-exam', name: '题库与测评组', size: 14, title: '测评工程师' },
      { id: 'od-course-quality', name: '教研质检组', size: 12, title: '教研员' },
    ],
  },
  {
    id: 'od-teaching',
    name: '讲师运营',
    head: '周强',
    headTitle: '讲师运营总监',
    teams: [
      { id: 'od-teaching-recruit', name: '讲师招募组', size: 16, title: '招募专员' },
      { id: 'od-teaching-training', name: '讲师培训组', size: 16, title: '培训师' },
      { id: 'od-teaching-live', name: '直播教学组', size: 22, title: '教学运营' },
      { id: 'od-teaching-service', name: '学员服务组', size: 20, title: '学习顾问' },
    ],
  },
  {
    id: 'od-market',
    name: '市场推广',
    head: '孙丽',
    headTitle: '市场推广总监',
    teams: [
      { id: 'od-market-content', name: '内容营销组', size: 16, title: '内容运营' },
      { id: 'od-market-channel', name: '渠道合作组', size: 18, title: '渠道经理' },
      { id: 'od-market-growth', name: '增长投放组', size: 14, title: '投放专员' },
      { id: 'od-market-brand', name: '品牌活动组', size: 10, title: '品牌专员' },
    ],
  },
  {
    id: 'od-platform',
    name: '技术平台',
    head: '何川',
    headTitle: '技术负责人',
    teams: [
      { id: 'od-platform-product', name: '产品设计组', size: 8, title: '产品经理' },
      { id: 'od-platform-engineering', name: '平台研发组', size: 20, title: '工程师' },
    ],
  },
  {
    id: 'od-hr',
    name: '人力资源',
    head: '吴芳',
    headTitle: '人力资源总监',
    teams: [{ id: 'od-hr-bp', name: '组织发展组', size: 7, title: 'HRBP' }],
  },
  {
    id: 'od-finance',
    name: '财务行政',
    head: '郑敏',
    headTitle: '财务总监',
    teams: [{ id: 'od-finance-ops', name: '财务行政组', size: 18, title: '财务专员' }],
  },
];

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙史陶贺顾毛郝龚邵万覃武钱戴严莫孔向汤',
];
const GIVEN = [
  '晓彤',
  '子涵',
  '雨桐',
  '浩然',
  '思远',
  '佳怡',
  '俊杰',
  '梦瑶',
  '志强',
  '欣怡',
  '宇航',
  '雅琪',
  '建国',
  '丽娜',
  '文博',
  '诗涵',
  '天佑',
  '雪梅',
  '海涛',
  '婷婷',
  '明哲',
  '嘉宁',
  '国栋',
  '慧敏',
  '一鸣',
  '可欣',
  '鹏飞',
  '静怡',
  '子轩',
  '若曦',
  '云飞',
  '婉清',
  '磊',
  '敏',
  '洋',
  '倩',
  '凯',
  '娟',
  '超',
  '颖',
  '涛',
  '霞',
  '斌',
  '琳',
  '鑫',
  '燕',
  '宁',
  '璐',
  '峰',
  '妍',
];

export function demoCompany(): DemoCompany {
  const random = seeded(20260907);
  const used = new Set<string>([CHIEF.name, ...BRANCHES.map((one) => one.head), '张伟', '王磊', '赵敏']);
  const company: DemoCompany = { name: '启程学院', botName: '绩效脉搏', departments: [], people: [], groups: [] };
  let next = 1001;
  const hire = (name: string, department: string, superior: string | null, title: string): string => {
    const employeeNo = String(next);
    next += 1;
    company.people.push({ employeeNo, name, department, superior, title, joinedOn: joinedOn(random) });
    return employeeNo;
  };

  const chief = hire(CHIEF.name, ROOT, null, '首席执行官');
  company.departments.push({ id: ROOT, name: company.name, parent: null, head: chief });
  const heads = BRANCHES.map((branch) => hire(branch.head, branch.id, chief, branch.headTitle));
  for (const [at, branch] of BRANCHES.entries()) {
    const head = heads[at] ?? chief;
    company.departments.push({ id: branch.id, name: branch.name, parent: ROOT, head });
    for (const team of branch.teams) staff(company, team, branch.id, head, hire, () => freshName(random, used));
  }
  nameTheKnown(company);
  company.groups = groupsOf(company, heads);
  return company;
}

type Hire = (name: string, department: string, superior: string | null, title: string) => string;

function staff(company: DemoCompany, team: Team, parent: string, head: string, hire: Hire, name: () => string): void {
  const lead = hire(name(), team.id, head, `${team.name}组长`.replace('组组长', '组长'));
  company.departments.push({ id: team.id, name: team.name, parent, head: lead });
  for (let i = 1; i < team.size; i += 1) hire(name(), team.id, lead, team.title);
}

/** People the walks and the README speak of, in fixed places; 张伟 twice, in two departments. */
function nameTheKnown(company: DemoCompany): void {
  const inTeam = (id: string): DemoCompany['people'] => company.people.filter((one) => one.department === id);
  const rename = (department: string, at: number, name: string): void => {
    const person = inTeam(department)[at];
    if (person) person.name = name;
  };
  rename('od-course-software', 1, '张伟');
  rename('od-course-software', 2, '王磊');
  rename('od-course-exam', 1, '赵敏');
  rename('od-market-channel', 1, '张伟');
}

function groupsOf(company: DemoCompany, heads: string[]): DemoCompany['groups'] {
  const members = (prefix: string): string[] =>
    company.people.filter((one) => one.department.startsWith(prefix)).map((one) => one.employeeNo);
  return [
    { id: 'course-software', name: '软件开发课程组', members: members('od-course-software') },
    { id: 'management', name: '管理层', members: ['1001', ...heads] },
    {
      id: 'launch',
      name: '题库 3.0 项目群',
      members: [...members('od-course-exam'), ...members('od-platform-engineering').slice(0, 6)],
    },
  ];
}

function freshName(random: Random, used: Set<string>): string {
  for (;;) {
    const name = `${random.pick(SURNAMES)}${random.pick(GIVEN)}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

function joinedOn(random: Random): string {
  const year = 2019 + random.below(7);
  const month = 1 + random.below(12);
  return `${year}-${String(month).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`;
}
