import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import type { Person } from '../live/api.ts';
import { find } from '../live/directory.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  readonly me: Person | undefined;
  readonly recent: readonly string[];
  onChoose(person: Person): void;
  onClose(): void;
}

export function PeopleSearch({ me, recent, onChoose, onClose }: Props): ReactNode {
  const { words, directory } = useReader();
  const [sought, setSought] = useState('');
  const [at, setAt] = useState(0);
  const before = useMemo(
    () => (sought === '' ? recent.flatMap((no) => directory.byNo.get(no) ?? []).filter((person) => person !== me) : []),
    [recent, directory, sought, me],
  );
  const rest = useMemo(() => find(directory.people, sought, directory.people.length), [directory, sought]);
  const all = [...before, ...rest];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const person = all[at];
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, all.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && person !== undefined) onChoose(person);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  const row = (person: Person, index: number): ReactNode => (
    <li
      key={`${index < before.length ? 'recent' : 'all'}-${person.employeeNo}`}
      id={`person-${index}`}
      role="option"
      aria-selected={index === at}
      className={index === at ? 'is-at' : ''}
      ref={(node) => {
        if (index === at) node?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={() => onChoose(person)}
    >
      <Avatar name={person.name} seed={person.employeeNo} size={32} />
      <span className="option-label">
        <span>
          {person.name}
          {directory.heads.has(person.employeeNo) && <Icon name="star" />}
          {person.status === 'left' && <span className="badge">{words.left}</span>}
        </span>
        <small>
          {person.department}
          {person.title === undefined || person.title === '' ? '' : ` · ${person.title}`}
        </small>
      </span>
      <small className="option-no">{person.employeeNo}</small>
    </li>
  );
  return (
    <section className="people" aria-label={words.switchPerson} onKeyDown={onKeyDown}>
      <div className="people-search">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="people-list"
          aria-activedescendant={`person-${at}`}
          aria-label={words.search}
          placeholder={words.search}
          value={sought}
          onChange={(event) => {
            setSought(event.target.value);
            setAt(0);
          }}
        />
        <button type="button" className="bar-icon" aria-label={words.cancel} title={words.cancel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <ul className="options" id="people-list" role="listbox" aria-label={words.switchPerson}>
        {before.length > 0 && (
          <li className="options-title" role="presentation">
            {words.recent}
          </li>
        )}
        {before.map(row)}
        {sought === '' && (
          <li className="options-title" role="presentation">
            {words.everybody(directory.people.length)}
          </li>
        )}
        {rest.map((person, index) => row(person, index + before.length))}
        {rest.length === 0 && (
          <li className="options-none" role="presentation">
            {words.nobodyFound}
          </li>
        )}
      </ul>
    </section>
  );
}
