import { z } from 'zod';
import type { PointRow, TaskRow } from '../../data/index.ts';

const words = z.string().max(10_000);
const cell = z.union([words, z.number().transform(String)]);

const task = z.object({
  id: cell,
  title: words,
  owner: cell,
  due: words,
  key: z.boolean().optional(),
  state: z.enum(['open', 'done', 'dropped']).optional(),
  goal: words.optional(),
  link: words.optional(),
});

const point = z.object({ on: words, value: z.number() });

const series = z.object({
  key: cell,
  name: words.optional(),
  owner: cell.optional(),
  unit: words.optional(),
  link: words.optional(),
  points: z.array(z.unknown()).max(5000),
});

/** Only the frame is checked as a whole; each entry is checked by itself, so that a bad one doesn't take the others down. */
const body = z
  .object({ tasks: z.array(z.unknown()).max(10_000).optional(), series: z.array(z.unknown()).max(2000).optional() })
  .strict();

export type Misshapen = { row: string; reason: string };
export type Body = { tasks: TaskRow[]; points: PointRow[]; misshapen: Misshapen[] };

/** Undefined with what is wrong when it isn't the agreed frame at all. */
export function readBody(raw: unknown): { body: Body; wrong?: undefined } | { wrong: string; body?: undefined } {
  const frame = body.safeParse(raw);
  if (!frame.success) return { wrong: issuesOf(frame.error) };
  if (!frame.data.tasks && !frame.data.series) return { wrong: 'tasks or series is expected' };
  const read: Body = { tasks: [], points: [], misshapen: [] };
  for (const [i, given] of (frame.data.tasks ?? []).entries()) readTask(read, `tasks[${i}]`, given);
  for (const [i, given] of (frame.data.series ?? []).entries()) readSeries(read, `series[${i}]`, given);
  return { body: read };
}

function readTask(read: Body, row: string, given: unknown): void {
  const parsed = task.safeParse(given);
  if (parsed.success) read.tasks.push({ row, ...parsed.data });
  else read.misshapen.push({ row, reason: issuesOf(parsed.error) });
}

function readSeries(read: Body, row: string, given: unknown): void {
  const parsed = series.safeParse(given);
  if (!parsed.success) {
    read.misshapen.push({ row, reason: issuesOf(parsed.error) });
    return;
  }
  const { key, points, ...about } = parsed.data;
  for (const [i, one] of points.entries()) {
    const value = point.safeParse(one);
    if (value.success) read.points.push({ row: `${row}.points[${i}]`, series: key, ...about, ...value.data });
    else read.misshapen.push({ row: `${row}.points[${i}]`, reason: issuesOf(value.error) });
  }
}

/** Paths and rules, never what was sent. */
function issuesOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message))
    .join('; ');
}
