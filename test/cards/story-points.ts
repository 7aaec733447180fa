import type { Telling } from './story.ts';

const [ZHANG_WEI, WANG_LEI, SUPERIOR] = ['1009', '1010', '1008'] as const;
const GROUP = 'course-software';

/** A gift, a thank-you, marks decided both ways, praise in the group, an entry taken back. */
export async function tellPoints({ bot, asks, press, keep, keepLatest }: Telling): Promise<void> {
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/points give'));
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/points +10 @王磊 帮我排查线上故障 #协作'));
  const gift = await keepLatest(WANG_LEI, ['张伟 给你 +10 协作']);
  await press(WANG_LEI, gift, '回谢');
  await keep(WANG_LEI, gift, 'thanked');
  await keepLatest(ZHANG_WEI, ['王磊 谢谢你']);
  await keep(ZHANG_WEI, await asks(ZHANG_WEI, '/points @王磊 连夜修好了编译器 #创新'));
  const mark = await keepLatest(SUPERIOR, ['张伟 标记了 王磊 的贡献', '连夜修好了编译器']);
  await press(SUPERIOR, mark, '自定分数或婉拒');
  await keep(SUPERIOR, await bot.find({ person: SUPERIOR }, '连夜修好了编译器', '[form]'));
  await bot.advance('PT1M');
  await asks(ZHANG_WEI, '@绩效脉搏 /points @王磊 整理了题库 #协作', GROUP);
  await keepLatest({ chat: GROUP }, ['整理了题库']);
  const second = await bot.find({ person: SUPERIOR }, '整理了题库');
  await press(SUPERIOR, second, '+10');
  await keep(SUPERIOR, second, 'granted');
  await keepLatest(ZHANG_WEI, ['张雨桐 给 王磊 +10']);
  await asks(ZHANG_WEI, '@绩效脉搏 /points +5 @王磊 分享了部署文档 #协作', GROUP);
  await keepLatest({ chat: GROUP }, ['分享了部署文档']);
  await keep(WANG_LEI, await asks(WANG_LEI, '/points'));
  await keep(WANG_LEI, await asks(WANG_LEI, '/points 明细'));
  await asks(SUPERIOR, '/points undo P-1 重复加分');
  await keepLatest(WANG_LEI, ['P-1 已冲销']);
}
