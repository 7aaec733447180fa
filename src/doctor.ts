import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { ConfigError } from './core/errors.ts';
import { written, type Line } from './doctor-line.ts';
import { text } from './doctor-text.ts';
import { examine } from './doctor-visit.ts';

/** Looks at a whole installation, from the environment to a card in somebody's chat, and says what to do about what is missing. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const config = readConfig();
  const say = text(config.company.language);
  process.stdout.write(`\n${say.title}\n\n`);
  const told: Line[] = [];
  for await (const line of examine(config, values.to)) {
    told.push(line);
    process.stdout.write(written(line));
  }
  const wrongOnes = told.filter(({ verdict }) => verdict === 'wrong').length;
  const advised = told.some(({ verdict }) => verdict === 'advice');
  const { summary } = say;
  process.stdout.write(`\n${wrongOnes > 0 ? summary.wrong(wrongOnes) : advised ? summary.advice : summary.fine}\n`);
  process.exitCode = wrongOnes > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  const said =
    error instanceof ConfigError
      ? `✗ ${error.message}${error.remedy ? `\n  → ${error.remedy}` : ''}`
      : String((error as Error).stack);
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
});
