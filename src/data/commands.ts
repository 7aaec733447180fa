import { Refusal } from '../core/errors.ts';
import type { ActContext, Command, CommandInput, PressReply, Reply } from '../delivery/index.ts';
import { resolveOne } from '../people/index.ts';
import { finishTask, giveNewDate, registerTask } from './actions.ts';
import type { TaskInput } from './model.ts';
import { maySeeTask, taskByNumber } from './queries.ts';
import { taskCode } from './rules.ts';
import { readTaskLine, readTaskOrder } from './task-line.ts';
import { text } from './text.ts';

export const taskCommand: Command = {
  name: 'task',
  aliases: ['任务', 'tasks', '待办任务'],
  help: [
    { say: (language) => text(language).help.list, example: () => '/task', run: '/task' },
    { say: (language) => text(language).help.add, example: (language) => text(language).help.exampleAdd, run: '/task new' },
  ],
  async run(context, input) {
    const said = input.rest.trim();
    if (said === '') return personal('data.tasks', context.person.id);
    if (/^(?:new|add|新建|新增|记一个)$/iu.test(said)) return personal('data.task-form', 'new');
    const order = readTaskOrder(said, context.today);
    return order ? await doAs(context, order) : await write(context, input);
  },
};

const personal = (kind: string, ref: string): Reply => ({ audience: 'personal', show: { kind, ref } });

async function doAs(context: ActContext, order: NonNullable<ReturnType<typeof readTaskOrder>>): Promise<Reply> {
  const task = await taskByNumber(context.tx, order.number);
  if (!task || !(await maySeeTask(context.tx, context.person, task))) {
    throw new Refusal('data.unknown-task', (language) => text(language).says.unknown(taskCode(order.number)));
  }
  let reply: PressReply | undefined;
  if (order.done) reply = await finishTask(context, task);
  else if (order.dueOn) reply = await giveNewDate(context, task, order.dueOn);
  return reply?.toast?.tone === 'info' ? { audience: 'personal', say: reply.toast.text } : personal('data.task', task.id);
}

async function write(context: ActContext, { rest, mentioned }: CommandInput): Promise<Reply> {
  const line = readTaskLine(rest, context.today);
  const owner = line.ownerGiven ? await resolveOne(context.tx, line.owner, mentioned) : undefined;
  const input: TaskInput = {
    ...(line.title ? { title: line.title } : {}),
    ...(owner ? { ownerId: owner.id } : {}),
    ...(line.dueOn ? { dueOn: line.dueOn } : {}),
    ...(line.goal ? { goal: line.goal } : {}),
    key: line.key,
  };
  const { task, draft } = await registerTask(context, input);
  return task ? personal('data.task', task.id) : personal('data.task-form', draft);
}
