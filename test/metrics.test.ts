import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallDemo } from './support/small-demo.ts';
import { startRunning, type Running } from './support/running.ts';

const ZHANG_WEI = '1009';

let bot: Running;
beforeAll(async () => {
  bot = await startRunning({ sandbox: { company: smallDemo() } });
}, 60_000);
afterAll(() => bot.tidy());

async function scrape(): Promise<string> {
  const response = await fetch(`${bot.botUrl}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return await response.text();
}

/** The sample with exactly these labels, in the order in which they are written. */
function valueIn(text: string, sample: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  if (line === undefined) throw new Error(`no ${sample} in\n${text}`);
  return Number(line.slice(sample.length + 1));
}

const labelsIn = (text: string, metric: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`))
    .map((line) => /\{(.*)\}/.exec(line)?.[1] ?? '');

it('counts events, presses, refusals and sends from one scrape to the next', async () => {
  const before = await scrape();
  const card = await bot.asks(ZHANG_WEI, '/okr');
  await bot.clicks(ZHANG_WEI, card, '+5 课时');
  const forged = await fetch(`${bot.botUrl}/feishu/events`, { method: 'POST', body: '{"encrypt":"bm90IG91cnM="}' });
  expect(forged.status).toBe(401);
  const after = await scrape();
  const grown = (sample: string): number => valueIn(after, sample) - valueIn(before, sample);
  expect(grown('okr_pulse_events_received_total{kind="command"}')).toBe(1);
  expect(grown('okr_pulse_events_received_total{kind="submission"}')).toBe(1);
  expect(grown('okr_pulse_events_refused_total{reason="bad-signature"}')).toBe(1);
  expect(grown('okr_pulse_sends_total{platform="feishu",outcome="sent"}')).toBeGreaterThanOrEqual(1);
  expect(grown('okr_pulse_event_answer_seconds_count')).toBe(2);
  expect(grown('okr_pulse_event_answer_seconds_bucket{le="+Inf"}')).toBe(2);
  expect(grown('okr_pulse_event_answer_seconds_sum')).toBeGreaterThan(0);
  expect(grown('okr_pulse_events_unrecorded_total')).toBe(0);
});

it('shows what waits and for how long, and what the platform said to it', async () => {
  const failedBefore = valueIn(await scrape(), 'okr_pulse_sends_total{platform="feishu",outcome="unknown-outcome"}');
  await bot.control.post('/faults', { set: { status500Before: 1 } });
  await bot.says(ZHANG_WEI, '/todo');
  const waiting = await scrape();
  expect(valueIn(waiting, 'okr_pulse_sends_total{platform="feishu",outcome="unknown-outcome"}')).toBe(failedBefore + 1);
  await bot.advance('PT1M');
  const settled = await scrape();
  expect(valueIn(settled, 'okr_pulse_outbox_messages{state="sending"}')).toBe(0);
  expect(valueIn(settled, 'okr_pulse_outbox_oldest_waiting_seconds')).toBe(0);
});

it('tells how old the directory is, and when it was read again', async () => {
  await bot.advance('PT1H');
  expect(valueIn(await scrape(), 'okr_pulse_directory_age_seconds{platform="feishu"}')).toBeGreaterThanOrEqual(3600);
  await bot.app.pipe.syncDirectory();
  expect(valueIn(await scrape(), 'okr_pulse_directory_age_seconds{platform="feishu"}')).toBeLessThan(3600);
});

it('has closed sets of labels, and no word of anybody in them', async () => {
  const text = await scrape();
  expect(labelsIn(text, 'okr_pulse_events_received_total')).toEqual(
    ['command', 'message', 'voice', 'submission', 'directory-change', 'lifecycle', 'other'].map((kind) => `kind="${kind}"`),
  );
  expect(labelsIn(text, 'okr_pulse_events_refused_total')).toHaveLength(6);
  expect(labelsIn(text, 'okr_pulse_sends_total')).toHaveLength(12);
  expect(labelsIn(text, 'okr_pulse_outbox_messages')).toEqual(
    ['waiting', 'sending', 'dead', 'unknown'].map((state) => `state="${state}"`),
  );
  expect(labelsIn(text, 'okr_pulse_work_items')).toEqual(['state="open"', 'state="failed"']);
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(samples.length).toBeGreaterThan(50);
  for (const line of samples) {
    expect(line).toMatch(/^okr_pulse_/);
    expect(/\{.*\}/.exec(line)?.[0] ?? '').not.toMatch(/[一-龥]|"o[uc]_|1009/);
  }
});

it('names the process’s memory, processor time and event loop too', async () => {
  const text = await scrape();
  expect(valueIn(text, 'okr_pulse_process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(valueIn(text, 'okr_pulse_process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(text).toContain('okr_pulse_nodejs_eventloop_lag_seconds');
});
