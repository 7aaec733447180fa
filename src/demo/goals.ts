import type { Day } from '../core/clock.ts';
import type { OwnerKind } from '../okr/index.ts';

/** `[title, unit, start, target, values reported in July, August and September]` */
type KeyResultPlan = readonly [title: string, unit: string, start: number, target: number, values: readonly number[]];

export type GoalPlan = {
  kind: OwnerKind;
  /** Of a department's goal. */
  department?: string;
  responsible: string;
  title: string;
  verification: string;
  /** `objective.keyResult` of an earlier plan, counted from nought: what it serves. */
  serves?: readonly [goal: number, keyResult: number];
  keyResults: readonly KeyResultPlan[];
};

export const QUARTER = {
  key: 'quarter:2026-07-01',
  kind: 'quarter' as const,
  name: '2026 Q3',
  startsOn: '2026-07-01' as Day,
  endsOn: '2026-09-30' as Day,
};

/** 工号 are those of the invented company: 1002 课程研发, 1003 讲师运营, 1004 市场推广, 1005 技术平台, 1006 人力资源. */
export const GOALS: readonly GoalPlan[] = [
  {
    kind: 'company',
    responsible: '1002',
    title: '提升课程上线准时率',
    verification: '以项目系统的版本发布记录为准',
    keyResults: [
      ['按期上线的课程占比', '%', 61, 85, [64, 70, 74]],
      ['平均延期天数', '天', 9, 3, [8, 7, 6]],
    ],
  },
  {
    kind: 'company',
    responsible: '1003',
    title: '提升学员复购与口碑',
    verification: '以 CRM 签约与客服工单为准',
    keyResults: [
      ['老学员复购率', '%', 18, 25, [19, 20, 21]],
      ['每周客户投诉', '件', 70, 40, [66, 62, 75]],
    ],
  },
  {
    kind: 'company',
    responsible: '1006',
    title: '优化组织人效',
    verification: '以会议日历与绩效脉搏的统计为准',
    keyResults: [
      ['每月绩效会议时长', '小时', 40, 24, [38, 33, 30]],
      ['双周 Check-in 完成率', '%', 0, 90, []],
    ],
  },
  {
    kind: 'department',
    department: '课程研发',
    responsible: '1002',
    title: '题库 3.0 按期交付',
    verification: '以测评系统线上版本号为准',
    serves: [0, 0],
    keyResults: [
      ['题库 3.0 上线题量', '题', 0, 12000, [3000, 6200, 8100]],
      ['题目一次质检通过率', '%', 82, 95, [84, 88, 90]],
    ],
  },
  {
    kind: 'department',
    department: '讲师运营',
    responsible: '1003',
    title: '直播课稳定开课',
    verification: '以直播后台的开课记录为准',
    serves: [1, 0],
    keyResults: [['准时开课率', '%', 92, 99, [94, 95, 97]]],
  },
  {
    kind: 'department',
    department: '市场推广',
    responsible: '1004',
    title: '让获客成本降下来',
    verification: '以投放后台与 CRM 的月报为准',
    serves: [1, 0],
    keyResults: [['单个付费学员获客成本', '元', 460, 380, [455, 441, 433]]],
  },
  {
    kind: 'department',
    department: '技术平台',
    responsible: '1005',
    title: '平台发布更快更稳',
    verification: '以发布系统记录为准',
    serves: [0, 1],
    keyResults: [
      ['每周可发布次数', '次', 1, 5, [2, 2, 3]],
      ['自动化测试覆盖率', '%', 35, 70, [41, 48, 55]],
    ],
  },
  {
    kind: 'department',
    department: '软件开发课程组',
    responsible: '1008',
    title: 'Java 与前端课程全部换新',
    verification: '以课程目录上架记录为准',
    serves: [3, 0],
    keyResults: [['换新并上架的课时', '课时', 0, 240, [60, 128, 150]]],
  },
  {
    kind: 'person',
    responsible: '1009',
    title: '完成前端工程化课程',
    verification: '以上架课时和首月学员评分为准',
    serves: [7, 0],
    keyResults: [
      ['上架课时', '课时', 0, 48, [10, 22, 26]],
      ['首月学员评分', '分', 4.2, 4.7, [4.3, 4.4]],
    ],
  },
  {
    kind: 'person',
    responsible: '1010',
    title: '完成 Java 微服务课程',
    verification: '以上架课时为准',
    serves: [7, 0],
    keyResults: [['上架课时', '课时', 0, 60, [18, 40, 52]]],
  },
  {
    kind: 'person',
    responsible: '1011',
    title: '实训项目库扩充',
    verification: '以项目库审核记录为准',
    serves: [7, 0],
    keyResults: [['审核通过的实训项目', '个', 5, 20, []]],
  },
];
