import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { build } from 'vite';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const VITE_CONFIG = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--lang=zh-CN',
];

/** A browser of the machine's own; none is downloaded. */
const program = [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path));

/** Why what needs a browser is left out here; in CI nothing is left out, and the walk fails instead. */
export const noBrowser =
  program === undefined && process.env['CI'] !== 'true'
    ? 'no Chromium on this machine: install it (Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROMIUM'
    : undefined;

export function openBrowser(): Promise<Browser> {
  if (program === undefined) throw new Error(`The walk needs Chromium: looked at ${PLACES.join(', ')} and CHROMIUM.`);
  return chromium.launch({ executablePath: program, args: FLAGS });
}

/** The page as it is now, built aside, so that neither a finished build is needed nor a stale one looked at. */
export async function buildPage(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'okr-pulse-page-'));
  await build({ configFile: VITE_CONFIG, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export type Tab = {
  page: Page;
  /** What a developer would see in red: console errors, exceptions, requests that failed or went elsewhere. */
  troubles: readonly string[];
  close(): Promise<void>;
};

export async function openTab(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !/^(data|blob):/.test(request.url()))
      troubles.push(`went elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // The stream of news ends when the tab does; a look at a conversation is given up when another is opened.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}`);
  });
  await page.goto(url);
  return { page, troubles, close: () => context.close() };
}
