import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { sandboxForTest, temporaryFile } from './bench.ts';

it('the page loads nothing from elsewhere, runs no script written into it and is framed by nobody', async () => {
  const index = temporaryFile('page/index.html');
  mkdirSync(dirname(index), { recursive: true });
  writeFileSync(index, '<!doctype html><title>沙箱</title>');
  const sandbox = await sandboxForTest({ pageDir: dirname(index) });
  const { headers } = await fetch(sandbox.url);
  const policy = new Map(
    (headers.get('content-security-policy') ?? '').split(';').map((one) => {
      const [name = '', ...sources] = one.trim().split(' ');
      return [name, sources];
    }),
  );
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  expect(
    [...policy.values()].flat().filter((source) => !["'none'", "'self'", "'unsafe-inline'", 'data:', 'blob:'].includes(source)),
  ).toEqual([]);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});
