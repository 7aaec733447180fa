/** What every server under measurement says to the process that measures; `more`: what it is asked besides. */
export function answerParent(port: number, close: () => Promise<void>, more: Record<string, () => unknown> = {}): void {
  process.on('message', (asked) => {
    if (asked === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    } else if (asked === 'stop') {
      void close().then(() => process.exit(0));
    } else {
      process.send?.(more[String(asked)]?.() ?? null);
    }
  });
  process.on('disconnect', () => process.exit(1));
  process.send?.(port);
}
