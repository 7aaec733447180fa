/** `find` stands exactly once in the file; a test says so, so that a mutant never quietly stops being one. */
export type Edit = { file: string; find: string; replace: string };
/** One promise of the product broken by a line or two, and the test files that are to notice. */
export type Mutant = { breaks: string; edits: readonly Edit[]; tests: readonly string[] };

const one = (breaks: string, file: string, find: string, replace: string, ...tests: string[]): Mutant => ({
  breaks,
  edits: [{ file, find, replace }],
  tests,
});

const VERIFY = 'src/platforms/feishu/verify.ts';
const FEISHU = 'test/platforms/feishu/routes.test.ts';

const AT_THE_DOOR: readonly Mutant[] = [
  one(
    'a wrong signature is refused',
    VERIFY,
    'if (!sameInConstantTime(signature, signatureOf(timestamp, nonce, encryptKey, raw))) return UNSIGNED;',
    '',
    FEISHU,
  ),
  one('an old event is refused', VERIFY, 'if (!(age <= EVENT_FRESH_MS && age >= -CLOCK_SKEW_MS)) return STALE;', '', FEISHU),
  one(
    'an old press is refused',
    VERIFY,
    "if ('envelope' in verdict && age > PRESS_FRESH_MS && isPress(verdict.envelope)) return STALE;",
    '',
    FEISHU,
  ),
  one(
    'a foreign verification token is refused',
    VERIFY,
    'if (!body) return MALFORMED;\n    if (!tokenHolds(body, token)) return BAD_TOKEN;',
    'if (!body) return MALFORMED;',
    FEISHU,
  ),
  one(
    'secrets are compared whole',
    'src/platforms/feishu/cipher.ts',
    'return a.length === b.length && timingSafeEqual(a, b);',
    'return timingSafeEqual(a, b.subarray(0, a.length));',
    FEISHU,
  ),
  one(
    'what could not be recorded is asked for again',
    'src/platforms/feishu/routes.ts',
    '() => reply.code(503).send(NOTHING_TO_SAY),',
    '() => reply.code(200).send(NOTHING_TO_SAY),',
    FEISHU,
  ),
  one(
    'an event type is no property of every object',
    'src/platforms/feishu/decode.ts',
    'Object.hasOwn(DECODERS, type) ? ',
    'DECODERS[type] ? ',
    'test/platforms/feishu/decode.test.ts',
  ),
  one(
    'a field may be called what it likes',
    'src/platforms/feishu/decode-press.ts',
    'const values = Object.create(null) as Values;',
    'const values: Values = {};',
    'test/platforms/feishu/decode.test.ts',
  ),
  one(
    'an old delivery is refused',
    'src/connectors/ingest/signature.ts',
    'return genuine && Math.abs(now - at) <= FRESH_MS ? at : undefined;',
    'return genuine ? at : undefined;',
    'test/connectors/ingest.test.ts',
  ),
  one(
    'refusals cost their sender',
    'src/edge.ts',
    'if (counted.isAllowed || !counted.isExceeded) return false;',
    'if (counted !== undefined) return false;',
    'test/edge.test.ts',
  ),
  one(
    'time is told from this machine only',
    'src/sandbox-link.ts',
    'if (here && request.headers.origin === undefined) next();',
    'if (here || request.headers.origin === undefined) next();',
    'test/sandbox-link.test.ts',
  ),
  one(
    'a log line holds nobody’s words',
    'src/core/log.ts',
    'return /^[\\x21-\\x7e]{0,120}$/.test(value) ? value : REMOVED;',
    'return value.slice(0, 120);',
    'test/core/log.test.ts',
  ),
];

const IN_THE_PIPE: readonly Mutant[] = [
  one(
    'an event that comes twice counts once',
    'src/delivery/dispatch.ts',
    'return recorded > 0;',
    'return recorded >= 0;',
    'test/delivery/inbox.test.ts',
  ),
  one(
    'a press is used up',
    'src/delivery/presses.ts',
    'await tx\n    .insert(presses)\n    .values({ cardId: token.card, revision: token.revision, slot: token.slot, personId: person.id, at: now });\n',
    '',
    'test/delivery/presses.test.ts',
  ),
  one(
    'nobody presses for somebody else',
    'src/delivery/press-right.ts',
    "if (!viewer || (viewer.kind === 'person' && viewer.person.id !== person.id))",
    'if (!viewer)',
    'test/delivery/presses.test.ts',
  ),
  one(
    'a button’s signature is compared whole',
    'src/delivery/token.ts',
    'return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;',
    'return timingSafeEqual(given, expected.subarray(0, given.length)) ? token : undefined;',
    'test/delivery/token.test.ts',
  ),
  one(
    'what is personal is not said in a group',
    'src/delivery/replies.ts',
    "const toGroup = inGroup && reply.audience === 'public';",
    'const toGroup = inGroup;',
    'test/delivery/inbox.test.ts',
  ),
  one(
    'one receiver gets five a second',
    'src/delivery/limits.ts',
    'one ? windowFree(one.ended, 0, limits.perReceiverPerSecond - one.underWay, SECOND, now) : now,',
    'one ? now : now,',
    'test/delivery/limits.test.ts',
  ),
  one(
    'a thousand a minute go out, no more',
    'src/delivery/limits.ts',
    'windowFree(ended, first, limits.perMinute - underWay, MINUTE, now),',
    '',
    'test/delivery/limits.test.ts',
  ),
  one(
    'weekends and holidays are quiet',
    'src/delivery/quiet.ts',
    'if (calendar.isWorkday(today)) {',
    'if (today) {',
    'test/delivery/quiet.test.ts',
  ),
  {
    breaks: 'effect and answer are one transaction',
    edits: [
      {
        file: 'src/delivery/pipe.ts',
        find: 'const dispatch: Dispatch = { house, desk: options.desk, log };',
        replace:
          'const dispatch = { house, desk: options.desk, log, later: (put: (tx: unknown) => Promise<void>) => void db.transaction(put) } as Dispatch;',
      },
      {
        file: 'src/delivery/answering.ts',
        find: 'for (const row of rows) await putRow(tx, now, row);',
        replace:
          'tx.afterCommit(() => (pipe as never as { later(put: (own: Tx) => Promise<void>): void }).later(async (own) => { for (const row of rows) await putRow(own, now, row); }));',
      },
    ],
    tests: ['test/delivery/inbox.test.ts'],
  },
  one(
    'a message asked about again is the same message',
    'src/delivery/plans.ts',
    'uuid: row.uuid ?? row.id,',
    'uuid: `${row.id}-${row.attempts}`,',
    'test/delivery/outbox.test.ts',
  ),
  one(
    'a leaver’s work is handed over',
    'src/delivery/hooks.ts',
    'await feature.onPersonLeft?.(context, { person, at, heir });',
    'feature.name;',
    'test/data/tasks.test.ts',
  ),
];

const IN_THE_PRODUCT: readonly Mutant[] = [
  one(
    'a goal is seen by those it concerns',
    'src/people/visibility.ts',
    'return sql`(${isSelf(looker, responsibleId)} or (${published} and ${known}))`;',
    'return sql`(${isSelf(looker, responsibleId)} or ${published} or ${known})`;',
    'test/people/visibility.test.ts',
  ),
  one(
    'an answer is not HR’s to read',
    'src/people/visibility.ts',
    'anyOf(isSelf(looker, authorId), isSuperiorOf(looker, authorId), named);',
    "anyOf(byRole(looker, 'hr'), isSelf(looker, authorId), isSuperiorOf(looker, authorId), named);",
    'test/people/visibility.test.ts',
  ),
  one(
    'exactly one person is responsible',
    'src/okr/rules/complete.ts',
    "if (responsible.size > 1) gaps.push({ gap: 'many-responsible' });",
    '',
    'test/okr/complete.test.ts',
  ),
  one(
    'the company’s own days win over the state’s',
    'src/core/calendar.ts',
    'overrides.get(day) ?? holidaysOf(yearOf(day)).days.get(day);',
    'holidaysOf(yearOf(day)).days.get(day) ?? overrides.get(day);',
    'test/core/calendar.test.ts',
  ),
  one(
    'what is taken back is subtracted',
    'src/points/actions/undoing.ts',
    'amount: -entry.amount,',
    'amount: entry.amount,',
    'test/points/giving.test.ts',
  ),
  one(
    'the ledger’s rows hang together',
    'src/points/rules/chain.ts',
    'else if (entry.previous !== last.digest)',
    "else if (entry.previous === '')",
    'test/points/ledger.test.ts',
  ),
  one(
    'nobody gives more than the month’s allowance',
    'src/points/rules/allowance.ts',
    "if (wanted > left.month) return { cap: 'month', left: left.month, wanted };",
    '',
    'test/points/giving.test.ts',
    'test/points/ledger.test.ts',
  ),
];

export const MUTANTS: readonly Mutant[] = [...AT_THE_DOOR, ...IN_THE_PIPE, ...IN_THE_PRODUCT];
