import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const cache = path('../../.cache');
mkdirSync(cache, { recursive: true });
// Below the project, so that the invented tests find vitest.
const folder = mkdtempSync(`${cache}/reporter-`);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs vitest as `npm test` does, on one invented test file. */
function run(name: string, body: string): { code: number | null; lastLine: string | undefined } {
  const root = `${folder}/${name}`;
  mkdirSync(root);
  writeFileSync(`${root}/one.test.ts`, `import { afterAll, describe, expect, it } from 'vitest';\n${body}`);
  writeFileSync(`${root}/vitest.config.ts`, 'export default {};\n');
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST')));
  const reporters = ['--reporter=default', `--reporter=${path('./reporter.ts')}`];
  const { status, stdout } = spawnSync(
    process.execPath,
    [path('../../node_modules/vitest/vitest.mjs'), 'run', '--root', root, ...reporters],
    {
      env,
      encoding: 'utf8',
    },
  );
  return { code: status, lastLine: stdout.trimEnd().split('\n').at(-1) };
}

// Each starts a vitest of its own, on a machine that may be busy with the rest of the run.
describe('the last line of a test run', { timeout: 120_000 }, () => {
  it('is the plain count of a run in which all is well', () => {
    const outcome = run('well', "it('one', () => expect(1).toBe(1)); it('two', () => {}); it.skip('three', () => {});");
    expect(outcome).toEqual({ code: 0, lastLine: '2 passed, 0 failed, 1 skipped' });
  });

  it('counts what failed, and the run fails', () => {
    const outcome = run('failing', "it('one', () => expect(1).toBe(2)); it('two', () => {});");
    expect(outcome).toEqual({ code: 1, lastLine: '1 passed, 1 failed, 0 skipped' });
  });

  it('counts a file that does not load, and a hook that fails', () => {
    expect(run('broken', "throw new Error('broken');")).toEqual({ code: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
    const hook = run('hook', "describe('d', () => { afterAll(() => { throw new Error('late'); }); it('one', () => {}); });");
    expect(hook).toEqual({ code: 1, lastLine: '1 passed, 1 failed, 0 skipped' });
  });

  it('counts an error nobody caught', () => {
    const outcome = run('unhandled', "it('one', () => { void Promise.reject(new Error('late')); });");
    expect(outcome).toEqual({ code: 1, lastLine: '1 passed, 1 failed, 0 skipped' });
  });

  it('fails a run that tried nothing', () => {
    expect(run('nothing', "it.skip('one', () => {});")).toEqual({ code: 1, lastLine: '0 passed, 0 failed, 1 skipped' });
  });
});
