import { useMemo, type ReactNode } from 'react';
import { useReader } from '../../context.ts';
import { find, isAmbiguous } from '../../live/directory.ts';
import { useCard } from '../scope.ts';
import { contentOf, part, parts, tagOf, text, type Wire } from '../wire.ts';
import { Labelled } from './Labelled.tsx';
import { Picker } from './Picker.tsx';
import { listValue, textValue, useField } from './useField.ts';

const SHOWN = 30;

/** Whom the card offers by open id, or anybody in the company when it offers nobody. */
export function PersonSelect({ of }: { readonly of: Wire }): ReactNode {
  const field = useField(of);
  const { locale } = useCard();
  const { directory, words } = useReader();
  const many = tagOf(of) === 'multi_select_person';
  const candidates = useMemo(() => {
    const offered = parts(of, 'options').map((option) => text(option, 'value') ?? '');
    if (offered.length === 0) return directory.people.filter((person) => person.status === 'active');
    return offered.flatMap((id) => directory.byOpenId.get(id) ?? directory.byNo.get(id) ?? []);
  }, [of, directory]);
  const single = textValue(field.value);
  return (
    <Labelled of={of} field={field}>
      <Picker
        field={field}
        many={many}
        people
        chosen={many ? listValue(field.value) : single === '' ? [] : [single]}
        labelOf={(no) => {
          const person = directory.byNo.get(no);
          if (person === undefined) return words.stranger;
          return isAmbiguous(directory, person.name) ? `${person.name} ${no}` : person.name;
        }}
        search={(sought) =>
          find(candidates, sought, SHOWN).map((person) => ({
            value: person.employeeNo,
            label: person.name,
            detail: `${person.department} · ${person.employeeNo}`,
          }))
        }
        placeholder={contentOf(part(of, 'placeholder'), locale) || words.pickPerson}
        label={contentOf(part(of, 'label'), locale)}
        onChange={(next) => field.answer(many ? next : (next[0] ?? ''))}
      />
    </Labelled>
  );
}
