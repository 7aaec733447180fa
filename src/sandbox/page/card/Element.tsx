import { useId, type CSSProperties, type ReactNode } from 'react';
import { useReader } from '../context.ts';
import { Button } from './elements/Button.tsx';
import { Chart } from './elements/Chart.tsx';
import { Checker } from './elements/Checker.tsx';
import { ColumnSet } from './elements/ColumnSet.tsx';
import { Form } from './elements/Form.tsx';
import { Image, ImageCombination, Media } from './elements/Image.tsx';
import { Input } from './elements/Input.tsx';
import { InteractiveContainer } from './elements/InteractiveContainer.tsx';
import { MomentPicker } from './elements/MomentPicker.tsx';
import { Overflow } from './elements/Overflow.tsx';
import { Panel } from './elements/Panel.tsx';
import { MultiSelect, SelectImage, SelectStatic } from './elements/Select.tsx';
import { PersonSelect } from './elements/PersonSelect.tsx';
import { Table } from './elements/Table.tsx';
import { Div, MarkdownText } from './elements/Text.tsx';
import { Person } from './Person.tsx';
import { RichText } from './RichText.tsx';
import { TextTag } from './TextTag.tsx';
import { WireIcon } from './WireIcon.tsx';
import { NamedByContext, useCard } from './scope.ts';
import { boxOf } from './sizes.ts';
import { contentOf, flag, part, parts, tagOf, text, type Wire } from './wire.ts';

export function Elements({ of }: { readonly of: readonly Wire[] }): ReactNode {
  const id = useId();
  return of.map((element, at) => {
    const above = of[at - 1];
    return (
      <NamedByContext
        key={`${at} ${tagOf(element)} ${text(element, 'name') ?? text(element, 'element_id') ?? ''}`}
        value={isWords(above) ? `${id}${at - 1}` : undefined}
      >
        <Element of={element} id={isWords(element) ? `${id}${at}` : undefined} />
      </NamedByContext>
    );
  });
}

const isWords = (element: Wire | undefined): boolean => element !== undefined && ['markdown', 'div'].includes(tagOf(element));

function Element({ of, id }: { readonly of: Wire; readonly id: string | undefined }): ReactNode {
  const margin = boxOf(text(of, 'margin'));
  const style: CSSProperties = margin === undefined ? {} : { margin };
  return (
    <div id={id} className={`element element-${tagOf(of)}`} style={style}>
      <Drawn of={of} />
    </div>
  );
}

/** A tag we can't draw is shown as such: a card that silently lacks a button would only be noticed on a real tenant. */
function Drawn({ of }: { readonly of: Wire }): ReactNode {
  const { words } = useReader();
  const { locale } = useCard();
  switch (tagOf(of)) {
    case 'markdown':
      return <MarkdownText of={of} />;
    case 'div':
      return <Div of={of} />;
    case 'hr':
      return <div className="hr" role="separator" />;
    case 'column_set':
      return <ColumnSet of={of} />;
    case 'form':
      return <Form of={of} />;
    case 'input':
      return <Input of={of} />;
    case 'select_static':
      return <SelectStatic of={of} />;
    case 'multi_select_static':
      return <MultiSelect of={of} />;
    case 'select_img':
      return <SelectImage of={of} />;
    case 'select_person':
    case 'multi_select_person':
      return <PersonSelect of={of} />;
    case 'date_picker':
    case 'picker_time':
    case 'picker_datetime':
      return <MomentPicker of={of} />;
    case 'checker':
      return <Checker of={of} />;
    case 'button':
      return <Button of={of} />;
    case 'overflow':
      return <Overflow of={of} />;
    case 'collapsible_panel':
      return <Panel of={of} />;
    case 'interactive_container':
      return <InteractiveContainer of={of} />;
    case 'table':
      return <Table of={of} />;
    case 'chart':
      return <Chart of={of} />;
    case 'img':
      return <Image of={of} />;
    case 'img_combination':
      return <ImageCombination of={of} />;
    case 'audio':
    case 'video':
      return <Media of={of} />;
    case 'fallback_text':
      return <RichText of={part(of, 'text')} />;
    case 'person':
      return (
        <Person
          id={text(of, 'user_id') ?? ''}
          avatar={of['show_avatar'] !== false}
          name={flag(of, 'show_name')}
          size={text(of, 'size')}
        />
      );
    case 'person_list':
      return (
        <span className="person-list">
          {parts(of, 'persons').map((each, at) => (
            <Person
              key={at}
              id={text(each, 'id') ?? ''}
              avatar={of['show_avatar'] !== false}
              name={of['show_name'] !== false}
              size={text(of, 'size')}
            />
          ))}
        </span>
      );
    case 'avatar':
      return <Person id={text(of, 'user_id') ?? ''} avatar name={false} size={text(of, 'size')} />;
    case 'standard_icon':
    case 'custom_icon':
      return <WireIcon of={of} />;
    case 'text_tag':
      return <TextTag colour={text(of, 'color') ?? 'blue'} label={contentOf(part(of, 'text'), locale)} />;
    default:
      return <div className="unsupported">{words.unsupported(tagOf(of) === '' ? '?' : tagOf(of))}</div>;
  }
}
