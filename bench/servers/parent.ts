/** What every server under measurement says to the process that measures. */
export function answerParent(port: number, close: () => Promise<void>): void {
  process.on('message', (asked) => {
    if (asked === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    }
    if (asked === 'stop') {
      void close().then(() => process.exit(0));
    }
  });
  process.on('disconnect', () => process.exit(1));
  process.send?.(port);
}
