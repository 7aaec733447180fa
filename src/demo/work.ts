import type { Day } from '../core/clock.ts';

/** Some fall overdue: one is by more than three days at the start, one on the second day of the story. */
export const TASKS: readonly { title: string; owner: string; dueOn: Day; key: boolean }[] = [
  { title: '直播间千人压测', owner: '1130', dueOn: '2026-09-02' as Day, key: true },
  { title: '题库 3.0 上线', owner: '1071', dueOn: '2026-09-04' as Day, key: true },
  { title: '前端工程化课程第 6 章录制', owner: '1009', dueOn: '2026-09-05' as Day, key: true },
  { title: '讲师认证手册更新', owner: '1112', dueOn: '2026-09-03' as Day, key: false },
  { title: '秋季招生落地页', owner: '1171', dueOn: '2026-09-18' as Day, key: true },
  { title: '数据分析课程样章评审', owner: '1033', dueOn: '2026-09-22' as Day, key: false },
  { title: '国庆直播排班', owner: '1129', dueOn: '2026-09-24' as Day, key: true },
];

const week = (on: string, value: number): { on: Day; value: number } => ({ on: on as Day, value });

/** One value a week, on its Monday: the last complete week is up by a quarter. */
export const COMPLAINTS = {
  key: 'complaints',
  name: '客户投诉',
  unit: '件',
  owner: '1150',
  weeks: [
    week('2026-07-13', 64),
    week('2026-07-20', 61),
    week('2026-07-27', 66),
    week('2026-08-03', 58),
    week('2026-08-10', 62),
    week('2026-08-17', 57),
    week('2026-08-24', 60),
    week('2026-08-31', 75),
  ],
};
