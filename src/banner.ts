/** What a newcomer sees in the terminal; everything else there is a log line. */
export function banner(where: { bot?: string; sandbox?: string | undefined }): void {
  const lines = ['', '  OKR Pulse · 绩效脉搏', ''];
  if (where.sandbox)
    lines.push(
      `  Open this page · 打开这个页面:  ${where.sandbox}/`,
      '  An invented company of 280; nothing leaves this machine.',
    );
  if (where.bot) lines.push(`  Bot: ${where.bot}   (health: /healthz, /readyz)`);
  lines.push('  Stop with Ctrl-C.', '');
  process.stdout.write(`${lines.join('\n')}\n`);
}
