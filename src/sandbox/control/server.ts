import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pulse } from '../pulse.ts';
import type { World } from '../world.ts';
import { deliver, describe, register, startBotOver } from './bot.ts';
import { changeGroup, inboxOf, listGroups, makeGroup, markRead } from './chats.ts';
import { click } from './clicks.ts';
import { readFaults, setFaults } from './faults.ts';
import { listMessages, pressMenu, say } from './messages.ts';
import { changePeople, listPeople } from './people.ts';
import { ControlRefusal } from './refusal.ts';
import { readClock, setClock } from './time.ts';

type Asked = FastifyRequest<{ Querystring: Record<string, string | undefined>; Params: Record<string, string> }>;

export function serveControl(
  server: FastifyInstance,
  world: World,
  pulse: Pulse,
  startOver: () => void,
  url: () => string,
): void {
  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof ControlRefusal) return reply.status(error.status).send({ error: error.message });
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    return reply.status(status).send({ error: error instanceof Error ? error.message : String(error) });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.status(404).send({ error: `the control API has no ${request.method} ${request.url}` }),
  );
  /** What wakes the bot is answered once the bot is idle again. */
  const thenSettle = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    await pulse.answer();
    return done;
  };

  server.get('/config', () => describe(world, url()));
  server.post('/bot', (request) => register(world, request.body));
  server.get('/people', () => listPeople(world));
  server.post('/people/changes', (request) => thenSettle(changePeople(world, request.body)));
  server.get('/chats', (request: Asked) => listGroups(world, request.query['person']));
  server.post('/chats', (request) => thenSettle(makeGroup(world, request.body)));
  server.post('/chats/:id/changes', (request: Asked) => thenSettle(changeGroup(world, request.params['id'] ?? '', request.body)));
  server.get('/inbox', (request: Asked) => inboxOf(world, request.query['person'] ?? ''));
  server.post('/read', (request) => thenSettle(markRead(world, request.body)));
  server.get('/messages', (request: Asked) => listMessages(world, request.query));
  server.post('/messages', (request) => say(world, pulse, request.body));
  server.post('/clicks', (request) => click(world, pulse, request.body));
  server.post('/menu', (request) => pressMenu(world, pulse, request.body));
  server.get('/clock', () => readClock(world));
  server.post('/clock', (request) => setClock(world, pulse, request.body));
  server.get('/log', (request: Asked) => world.log.after(Number(request.query['after'] ?? 0)));
  server.get('/faults', () => readFaults(world));
  server.post('/faults', (request) => setFaults(world, request.body));
  server.post('/deliver', (request) => deliver(world, pulse, request.body));
  server.post('/reset', async () => {
    startOver();
    await startBotOver(world);
    return readClock(world);
  });
  server.get('/stream', (_request, reply) => {
    reply.hijack();
    world.stream.join(reply.raw);
  });
}
