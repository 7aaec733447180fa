/** What became of one delivery to the bot; `text` is the body as it came. */
export type Pushed = { outcome: 'answered'; status: number; text: string } | { outcome: 'timeout' | 'unreachable' };
