import type { AxiosInstance, AxiosResponse } from 'axios';
import * as lark from '@larksuiteoapi/node-sdk';
import { onTestFinished } from 'vitest';
import { EVENTS } from '../../src/sandbox/feishu/coverage.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { ReceivedEvent } from './bench.ts';

export type WiredBot = {
  /** What the official dispatcher made of what came over the wire. */
  received: ReceivedEvent[];
  /** What the handlers return, or throw. */
  answer: (event: ReceivedEvent) => unknown;
  /** All the SDK logged, one line each. */
  logged: string[];
  ready: Promise<void>;
  reconnected: Promise<void>;
  /** Resolves with the reason for which the SDK gave up. */
  failed: Promise<string>;
  client: lark.WSClient;
};

/** A bot that is nothing but the official SDK's long connection and dispatcher. */
export function wiredBot(sandbox: Sandbox, over: { appId?: string; appSecret?: string } = {}): WiredBot {
  const logged: string[] = [];
  const write = (...said: unknown[]): void => void logged.push(said.flat().join(' '));
  const logger = { error: write, warn: write, info: write, debug: write, trace: write };
  const axios = (lark.defaultHttpInstance as unknown as AxiosInstance).create({ proxy: false });
  axios.interceptors.response.use((response) => response.data as AxiosResponse);
  const [ready, reconnected, failed] = [later<void>(), later<void>(), later<string>()];
  const bot: WiredBot = {
    received: [],
    answer: () => undefined,
    logged,
    ready: ready.promise,
    reconnected: reconnected.promise,
    failed: failed.promise,
    client: new lark.WSClient({
      ...sandbox.credentials,
      ...over,
      domain: sandbox.feishuUrl,
      httpInstance: axios as unknown as lark.HttpInstance,
      logger,
      loggerLevel: lark.LoggerLevel.trace,
      onReady: () => ready.resolve(),
      onReconnected: () => reconnected.resolve(),
      onError: (error) => failed.resolve(error.message),
    }),
  };
  const take = (event: unknown): unknown => {
    bot.received.push(event as ReceivedEvent);
    return bot.answer(event as ReceivedEvent);
  };
  const eventDispatcher = new lark.EventDispatcher({ logger, cache: new lark.DefaultCache() });
  eventDispatcher.register(Object.fromEntries([...EVENTS, 'card.action.trigger'].map((type) => [type, take])));
  void bot.client.start({ eventDispatcher });
  onTestFinished(() => bot.client.close({ force: true }));
  return bot;
}

function later<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve = (_value: T): void => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
