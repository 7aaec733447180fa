import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tellStory } from '../test/cards/story.ts';

/** Writes every card as it goes on the wire; `test/cards/golden.test.ts` compares. */
const FOLDER = 'cards/feishu';

const golden = await tellStory();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, { file }] of golden) writeFileSync(join(FOLDER, `${name}.json`), file);
process.stdout.write(`${golden.size} cards in ${FOLDER}\n`);
