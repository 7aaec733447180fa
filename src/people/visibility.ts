import { sql, type SQL } from '../db/index.ts';
import {
  anyOf,
  byRole,
  inChainBelow,
  inDepartmentChainOf,
  inTeamOf,
  isSelf,
  isSuperiorOf,
  NOTHING,
  type IdColumn,
} from './relations.ts';
import type { Looker } from './viewer.ts';

/*
 * Who sees what, kind by kind (PERM-1), as conditions for the `where` of every query that shows rows. Whatever is not named
 * here is not seen. An administrator runs the bot and sees no more than anybody else.
 */

/**
 * Published: the company's, those of one's own departments upwards, one's team's, everybody's below, whatever one's own
 * goals align to; HR and auditors all. Not published: the responsible person's own.
 */
export function visibleObjectives(
  looker: Looker,
  columns: {
    published: SQL;
    /** Owned by the company as a whole. */
    companyWide: SQL;
    /** The owning department; null where the owner is somebody or something else. */
    departmentId: IdColumn;
    responsibleId: IdColumn;
    /** One's own goals align to it. */
    alignedTo?: SQL;
  },
): SQL {
  const { published, companyWide, departmentId, responsibleId, alignedTo } = columns;
  if (looker === 'everyone') return sql`(${published} and ${companyWide})`;
  const known = anyOf(
    byRole(looker, 'hr', 'auditor'),
    companyWide,
    inDepartmentChainOf(looker, departmentId),
    inTeamOf(looker, responsibleId, looker.team),
    inChainBelow(looker, responsibleId),
    alignedTo,
  );
  return sql`(${isSelf(looker, responsibleId)} or (${published} and ${known}))`;
}

/** The author, their line superior, those the card named before it was sent. Nobody else, HR and auditors included. */
export function visibleAnswers(looker: Looker, { authorId, named }: { authorId: IdColumn; named?: SQL }): SQL {
  return looker === 'everyone' ? NOTHING : anyOf(isSelf(looker, authorId), isSuperiorOf(looker, authorId), named);
}

/** One's own in full: what one got and what one gave. HR and auditors the ledger. */
export function visiblePoints(looker: Looker, { receiverId, giverId }: { receiverId: IdColumn; giverId: IdColumn }): SQL {
  if (looker === 'everyone') return NOTHING;
  return anyOf(byRole(looker, 'hr', 'auditor'), isSelf(looker, receiverId), isSelf(looker, giverId));
}

/** Those of oneself, of one's team and of everybody below, and those one made; HR and auditors all. */
export function visibleTasks(
  looker: Looker,
  { responsibleId, creatorId }: { responsibleId: IdColumn; creatorId?: IdColumn },
): SQL {
  if (looker === 'everyone') return NOTHING;
  return anyOf(
    byRole(looker, 'hr', 'auditor'),
    isSelf(looker, responsibleId),
    creatorId && isSelf(looker, creatorId),
    inTeamOf(looker, responsibleId, looker.team),
    inChainBelow(looker, responsibleId),
  );
}

/** The responsible person's, those told of it, and the superiors'; HR and auditors all. Not the peers': it is uncomfortable. */
export function visibleIncidents(looker: Looker, { responsibleId, told }: { responsibleId: IdColumn; told?: SQL }): SQL {
  if (looker === 'everyone') return NOTHING;
  return anyOf(byRole(looker, 'hr', 'auditor'), isSelf(looker, responsibleId), inChainBelow(looker, responsibleId), told);
}
