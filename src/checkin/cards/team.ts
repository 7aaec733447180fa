import type { Block, CallbackButton, Card } from '../../chat/index.ts';
import type { Language } from '../../core/text.ts';
import { dayInWords } from '../../responses/index.ts';
import type { RoundRow } from '../queries.ts';
import { superiorText } from '../text/superior.ts';

export type Standing = 'submitted' | 'late' | 'missing' | 'skipped' | 'not-asked';
export type Turn = { older: RoundRow | undefined; newer: RoundRow | undefined };
export type Team = {
  round: RoundRow;
  people: { name: string; standing: Standing; waiting: boolean }[];
  turn: Turn;
  /** May also look at the whole company. */
  company: boolean;
};

const ORDER: Standing[] = ['missing', 'late', 'submitted', 'skipped', 'not-asked'];

/** How the direct team stands: who, never what. */
export function teamCard(team: Team, language: Language): Card {
  const said = superiorText(language).team;
  const people = [...team.people].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
  return {
    title: said.title,
    tone: 'neutral',
    tag: { text: said.round(team.round.no, dayInWords(team.round.dueOn, language)), tone: 'info' },
    blocks: [
      ...counts(team.people, language),
      {
        block: 'list',
        items: people.map((person) => ({
          text: [{ bold: person.name }, ` · ${nameOf(person.standing, language)}${person.waiting ? ` · ${said.waiting}` : ''}`],
        })),
      },
      ...turns(team.turn, 'team', language, team.company ? [{ label: said.company, action: 'checkin.team', params: { scope: 'company', round: team.round.id } }] : []),
      { block: 'note', text: said.note },
    ],
  };
}

function nameOf(standing: Standing, language: Language): string {
  const said = superiorText(language).team;
  return standing === 'not-asked' ? said.notAsked : said[standing];
}

function counts(people: readonly { standing: Standing }[], language: Language): Block[] {
  const said = superiorText(language).team;
  const asked = people.filter((person) => person.standing !== 'not-asked');
  const number = (standing: Standing): number => asked.filter((person) => person.standing === standing).length;
  const done = number('submitted') + number('late');
  const facts = (['submitted', 'late', 'missing', 'skipped'] as const).map((standing) => ({ label: said[standing], value: said.count(number(standing)) }));
  const ratio = asked.length === 0 ? 0 : done / asked.length;
  return [
    { block: 'progress', label: said.share(done, asked.length), ratio, tone: 'info' },
    { block: 'facts', facts },
  ];
}

function turns({ older, newer }: Turn, scope: string, language: Language, others: CallbackButton[]): Block[] {
  const said = superiorText(language).team;
  const to = (label: string, round: RoundRow): CallbackButton => ({ label, action: 'checkin.team', params: { scope, round: round.id }, style: 'quiet' });
  const buttons = [...(older ? [to(said.older, older)] : []), ...(newer ? [to(said.newer, newer)] : []), ...others];
  return buttons.length > 0 ? [{ block: 'actions', buttons }] : [];
}

export type Company = { round: RoundRow; departments: { name: string | undefined; standings: Standing[] }[]; turn: Turn; team: boolean };

/** For HR: numbers by department. */
export function companyCard(company: Company, language: Language): Card {
  const said = superiorText(language).team;
  const all = company.departments.flatMap(({ standings }) => standings.map((standing) => ({ standing })));
  const rows = company.departments.map(({ name, standings }) => {
    const number = (...wanted: Standing[]): string => String(standings.filter((standing) => wanted.includes(standing)).length);
    return { department: name ?? said.noDepartment, asked: String(standings.length), submitted: number('submitted', 'late'), late: number('late'), missing: number('missing'), skipped: number('skipped') };
  });
  const column = (key: 'submitted' | 'late' | 'missing' | 'skipped' | 'asked') => ({ key, label: said[key], align: 'right' as const });
  return {
    title: said.companyTitle,
    tone: 'neutral',
    tag: { text: said.round(company.round.no, dayInWords(company.round.dueOn, language)), tone: 'info' },
    blocks: [
      ...counts(all, language),
      {
        block: 'table',
        columns: [{ key: 'department', label: said.department }, column('asked'), column('submitted'), column('late'), column('missing'), column('skipped')],
        rows,
        pageSize: 10,
      },
      ...turns(company.turn, 'company', language, company.team ? [{ label: said.mine, action: 'checkin.team', params: { scope: 'team', round: company.round.id } }] : []),
      { block: 'note', text: said.note },
    ],
  };
}

export function plainCard(title: string, line: string): Card {
  return { title, tone: 'neutral', blocks: [{ block: 'text', text: line }] };
}
