import type { PersonId } from '../core/ids.ts';
import { and, asc, desc, eq, gt, inArray, isNull, or, sql, type Reader, type Row } from '../db/index.ts';
import { heirOf, peopleWithRole, personById, rolesOf, superiorsOf, type Person } from '../people/index.ts';
import type { IncidentId, Role, Rule } from './model.ts';
import { incidents, recipients } from './schema.ts';

export type Incident = Row<typeof incidents>;
export type Recipient = Row<typeof recipients>;

const LIVE = ['open', 'acknowledged', 'snoozed'] as const;
const isLiveRow = inArray(incidents.state, [...LIVE]);

export const isLive = ({ state }: Pick<Incident, 'state'>): boolean => state !== 'closed' && state !== 'over';

export async function incidentById(read: Reader, id: IncidentId): Promise<Incident | undefined> {
  return (await read.select().from(incidents).where(eq(incidents.id, id)))[0];
}

/** Live ones in pages by id, for the sweep. */
export async function liveAfter(read: Reader, after: IncidentId | undefined, most: number): Promise<Incident[]> {
  return await read
    .select()
    .from(incidents)
    .where(and(isLiveRow, after ? gt(incidents.id, after) : undefined))
    .orderBy(asc(incidents.id))
    .limit(most);
}

export async function liveAbout(read: Reader, rule: Rule, subjectId: string): Promise<Incident[]> {
  return await read
    .select()
    .from(incidents)
    .where(and(isLiveRow, eq(incidents.rule, rule), eq(incidents.subjectId, subjectId)))
    .orderBy(asc(incidents.id));
}

/** The newest incident of each of these subjects and this rule. */
export async function newestAbout(read: Reader, rule: Rule, subjectIds: readonly string[]): Promise<Incident[]> {
  if (subjectIds.length === 0) return [];
  return await read
    .select()
    .from(incidents)
    .where(and(eq(incidents.rule, rule), inArray(incidents.subjectId, [...subjectIds])))
    .orderBy(desc(incidents.id));
}

export async function recipientsOf(read: Reader, incident: IncidentId): Promise<Recipient[]> {
  return await read
    .select()
    .from(recipients)
    .where(eq(recipients.incidentId, incident))
    .orderBy(asc(recipients.role), asc(recipients.toldAt), asc(recipients.personId));
}

export async function liveOfPerson(read: Reader, person: PersonId): Promise<Incident[]> {
  const told = read
    .select({ id: recipients.incidentId })
    .from(recipients)
    .where(and(eq(recipients.personId, person), isNull(recipients.goneAt)));
  return await read
    .select()
    .from(incidents)
    .where(and(isLiveRow, or(inArray(incidents.id, told), eq(incidents.responsibleId, person))))
    .orderBy(asc(incidents.firedAt), asc(incidents.id));
}

/** PERM-1: those told, the line above the responsible person, HR and the administrator. */
export async function liveVisibleTo(read: Reader, person: Person): Promise<Incident[]> {
  if (await overseesAll(read, person))
    return await read.select().from(incidents).where(isLiveRow).orderBy(asc(incidents.firedAt));
  const responsible = await read.selectDistinct({ id: incidents.responsibleId }).from(incidents).where(isLiveRow);
  const below: PersonId[] = [];
  for (const { id } of responsible) if (id && (await isAbove(read, person.id, id))) below.push(id);
  return await read
    .select()
    .from(incidents)
    .where(
      and(
        isLiveRow,
        or(
          eq(incidents.responsibleId, person.id),
          below.length > 0 ? inArray(incidents.responsibleId, below) : undefined,
          sql`exists (select 1 from ${recipients} r where r.incident_id = ${incidents.id} and r.person_id = ${person.id} and r.gone_at is null)`,
        ),
      ),
    )
    .orderBy(asc(incidents.firedAt), asc(incidents.id));
}

export async function maySee(read: Reader, person: Person, incident: Incident): Promise<boolean> {
  if (person.id === incident.responsibleId || (await overseesAll(read, person))) return true;
  if (incident.responsibleId && (await isAbove(read, person.id, incident.responsibleId))) return true;
  return (await recipientsOf(read, incident.id)).some((one) => one.personId === person.id);
}

/** The responsible person, their superior (whoever was told as such included), HR and the administrator. */
export async function mayAct(read: Reader, person: Person, incident: Incident): Promise<boolean> {
  const told = await recipientsOf(read, incident.id);
  if (told.some((one) => one.personId === person.id && one.goneAt === null)) return true;
  if (person.id === incident.responsibleId) return true;
  if (incident.responsibleId && (await heirOf(read, { id: incident.responsibleId }))?.id === person.id) return true;
  const roles = await rolesOf(read, person.id);
  return roles.includes('hr') || roles.includes('administrator');
}

async function overseesAll(read: Reader, person: Person): Promise<boolean> {
  const roles = await rolesOf(read, person.id);
  return roles.includes('hr') || roles.includes('administrator') || roles.includes('auditor');
}

async function isAbove(read: Reader, superior: PersonId, person: PersonId): Promise<boolean> {
  return (await superiorsOf(read, person)).some(({ id }) => id === superior);
}

/**
 * The responsible person and the next living superior, else HR. The same person twice is told once; a responsible person
 * who has left is stood for by whoever is above.
 */
export async function wantedRecipients(read: Reader, owner: PersonId): Promise<{ person: Person; role: Role }[]> {
  const responsible = await personById(read, owner);
  const above = (await heirOf(read, { id: owner })) ?? (await firstOfHr(read, owner));
  const wanted: { person: Person; role: Role }[] = [];
  if (responsible?.status === 'active') wanted.push({ person: responsible, role: 'responsible' });
  if (above && above.id !== owner) wanted.push({ person: above, role: wanted.length > 0 ? 'superior' : 'responsible' });
  return wanted;
}

async function firstOfHr(read: Reader, except: PersonId): Promise<Person | undefined> {
  const all = [...(await peopleWithRole(read, 'hr')), ...(await peopleWithRole(read, 'administrator'))];
  return all.find(({ id }) => id !== except);
}
